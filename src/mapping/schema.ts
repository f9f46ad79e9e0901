import { z } from 'zod'
import { DECIDING, ENTITY_TYPES, targetNames, type EntityType, type TargetName } from './targets.ts'

/** A column by title, by id, or both: with both the id decides and the title is for people (R9). */
export interface ColumnRef {
  column?: string | undefined
  columnId?: string | undefined
}

type Scalar = string | number | boolean | null
export type ValueMap = Record<string, Scalar>

interface CellOptions {
  /** Cell text (case does not matter) to the value to use instead; null: as if blank. */
  values?: ValueMap | undefined
  onBlank?: OnBlank | undefined
}

export type OnBlank = 'clear' | 'keep'
export type ColumnSource = ColumnRef & CellOptions
/** Several columns as one text; blank ones are left out. */
export type JoinSource = CellOptions & { columns: (string | ColumnRef)[]; join?: string | undefined }
export interface ConstSource {
  const: string | number | boolean | string[]
}

/** Where a target takes its value from. A bare string is a column title. */
export type FieldSource = string | ColumnSource | JoinSource | ConstSource

type Test = string | number | boolean
/** All that are given must hold. `is` and `isNot` compare text without regard to case. */
export type Condition = ColumnRef & {
  is?: Test | Test[] | undefined
  isNot?: Test | Test[] | undefined
  blank?: boolean | undefined
}

export interface Stages {
  won?: string[] | undefined
  lost?: string[] | undefined
  suspended?: string[] | undefined
}

interface EntityOf<T extends EntityType> {
  type: T
  when?: Condition | Condition[] | undefined
  fields: Partial<Record<TargetName<T>, FieldSource | undefined>>
}

export type EntityMapping =
  | EntityOf<'organization'>
  | EntityOf<'contact'>
  | (EntityOf<'opportunity'> & { stages?: Stages | undefined })
  | EntityOf<'logEntry'>

export type DateOrder = 'dmy' | 'mdy' | 'ymd'
export interface Defaults {
  /** ISO 3166 alpha-2; how national phone numbers are read. */
  country?: string | undefined
  currency?: string | undefined
  dateOrder?: DateOrder | undefined
}

export const CUSTOM_FIELD_OWNERS = ['organization', 'contact', 'opportunity'] as const
export type CustomFieldOwner = (typeof CUSTOM_FIELD_OWNERS)[number]

/** How rows of one sheet become entities (design section 7; docs/mapping.md). */
export interface Mapping {
  version: 1
  entities: EntityMapping[]
  customFields: 'unmapped' | 'none' | (string | ColumnRef)[]
  customFieldsOf?: CustomFieldOwner | undefined
  hierarchy: 'ignore' | 'inherit'
  defaults: Defaults
  onBlank: OnBlank
}

const title = z.string('has to be a column title; put numbers and dates in quotes').trim().min(1, 'is empty')
const columnId = z.union(
  [
    z.string().regex(/^\d{1,20}$/, 'has to be the id of a column, digits only'),
    z.int().positive().transform(String),
  ],
  'has to be the id of a column, digits only',
)
const scalar = z.union([z.string(), z.number(), z.boolean()], 'has to be a text, a number, true or false')
const onBlank = z.enum(['clear', 'keep'])
const columnRef = z
  .strictObject({ column: title.optional(), columnId: columnId.optional() })
  .refine(
    (ref) => ref.column !== undefined || ref.columnId !== undefined,
    'names no column; add `column: Title`',
  )
const titleOrRef = z.union([title, columnRef])

const FORMS = 'give one of `column` (or `columnId`), `columns` or `const`'

/** One object for all forms, so that a fault is told for what was written rather than for each form it is not. */
const sourceObject = z
  .strictObject({
    column: title.optional(),
    columnId: columnId.optional(),
    columns: z.array(titleOrRef).min(1, 'lists no column').optional(),
    join: z.string().optional(),
    const: z
      .union([scalar, z.array(z.string())], 'has to be a text, a number, true, false or a list of texts')
      .optional(),
    values: z.record(z.string(), scalar.nullable()).optional(),
    onBlank: onBlank.optional(),
  })
  .superRefine((source, context) => {
    const forms = [
      source.column !== undefined || source.columnId !== undefined,
      source.columns !== undefined,
      source.const !== undefined,
    ].filter(Boolean).length
    if (forms !== 1)
      context.addIssue({ code: 'custom', message: forms === 0 ? `names no column; ${FORMS}` : FORMS })
    if (source.join !== undefined && source.columns === undefined)
      context.addIssue({ code: 'custom', path: ['join'], message: 'goes with `columns` only' })
    if (source.const !== undefined && (source.values ?? source.onBlank) !== undefined)
      context.addIssue({ code: 'custom', message: '`const` is never blank and needs no `values`' })
  })
const source = z.union([title, sourceObject], `has to be a column title, or an object: ${FORMS}`)

const test = z.union([scalar, z.array(scalar).min(1, 'lists nothing')])
const condition = z
  .strictObject({
    column: title.optional(),
    columnId: columnId.optional(),
    is: test.optional(),
    isNot: test.optional(),
    blank: z.boolean().optional(),
  })
  .refine((c) => c.column !== undefined || c.columnId !== undefined, 'names no column; add `column: Title`')
  .refine(
    (c) => c.is !== undefined || c.isNot !== undefined || c.blank !== undefined,
    'tests nothing; add `is`, `isNot` or `blank`',
  )

const names = z.array(z.string()).optional()

function entity<T extends EntityType>(type: T) {
  const optional = source.optional()
  const shape = Object.fromEntries(targetNames(type).map((name) => [name, optional]))
  return z.strictObject({
    type: z.literal(type),
    when: z.union([condition, z.array(condition)]).optional(),
    fields: z
      .strictObject(shape as Record<TargetName<T>, typeof optional>)
      .refine(
        (fields) => DECIDING[type].some((name) => Object.hasOwn(fields, name)),
        `do not say who or what it is; map one of ${DECIDING[type].join(', ')}`,
      ),
  })
}

/** What people write, exported as JSON Schema to docs/mapping.schema.json for editors. */
export const mappingSchema = z.strictObject({
  version: z.literal(1).default(1),
  entities: z
    .array(
      z.discriminatedUnion('type', [
        entity('organization'),
        entity('contact'),
        entity('opportunity').extend({
          stages: z.strictObject({ won: names, lost: names, suspended: names }).optional(),
        }),
        entity('logEntry'),
      ]),
    )
    .min(1, `is empty; describe at least one of ${ENTITY_TYPES.join(', ')}`),
  customFields: z.union([z.enum(['unmapped', 'none']), z.array(titleOrRef)]).default('unmapped'),
  customFieldsOf: z.enum(CUSTOM_FIELD_OWNERS).optional(),
  hierarchy: z.enum(['ignore', 'inherit']).default('ignore'),
  defaults: z
    .strictObject({
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/, 'has to be an ISO country code of two letters, such as DE')
        .toUpperCase()
        .optional(),
      currency: z
        .string()
        .regex(/^[A-Za-z]{3}$/, 'has to be an ISO currency code of three letters, such as EUR')
        .toUpperCase()
        .optional(),
      dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
    })
    .default({}),
  onBlank: onBlank.default('clear'),
})
