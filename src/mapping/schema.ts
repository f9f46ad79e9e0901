import { z } from 'zod'
import { CLOSED_LISTS, isListed } from './language/closedLists.ts'
import { condition, onBlank, source, titleOrRef } from './language/sourceSchema.ts'
import { DECIDING, ENTITY_TYPES, targetNames, targetOf, type EntityType, type TargetName } from './targets.ts'

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

const stageNames = (internal: string) =>
  z.array(z.string()).describe(`names of stages in which a deal is ${internal}`).optional()

/** A source, with the help that editors show, and the words of a closed list for them to complete. */
function field(type: EntityType, name: string) {
  const { kind, about } = targetOf(type, name) ?? { kind: 'text', about: name }
  const allowed = isListed(kind) ? CLOSED_LISTS[kind] : undefined
  const words = allowed && {
    properties: {
      const: { enum: [...allowed] },
      values: { additionalProperties: { enum: [...allowed, null] } },
    },
  }
  return source.optional().meta({ description: about, ...words })
}

function entity<T extends EntityType>(type: T) {
  const shape = Object.fromEntries(targetNames(type).map((name) => [name, field(type, name)]))
  return z.strictObject({
    type: z.literal(type).describe('what the row is about'),
    when: condition.optional(),
    fields: z
      .strictObject(shape as Record<TargetName<T>, ReturnType<typeof field>>)
      .refine(
        (fields) => DECIDING[type].some((name) => Object.hasOwn(fields, name)),
        `do not say who or what it is; map one of ${DECIDING[type].join(', ')}`,
      )
      .meta({
        description: 'field: the column that it is read from',
        anyOf: DECIDING[type].map((name) => ({ required: [name] })),
      }),
  })
}

const CUSTOM_FIELDS = 'has to be `unmapped`, `none` or a list of columns'

/** What people write, exported as JSON Schema to docs/mapping.schema.json for editors. */
export const mappingSchema = z.strictObject({
  version: z.literal(1).describe('version of the mapping language').default(1),
  entities: z
    .array(
      z.discriminatedUnion('type', [
        entity('organization'),
        entity('contact'),
        entity('opportunity').extend({
          stages: z
            .strictObject({
              won: stageNames('won'),
              lost: stageNames('lost'),
              suspended: stageNames('suspended'),
            })
            .describe('a list that is given replaces the known words for it')
            .optional(),
        }),
        entity('logEntry'),
      ]),
    )
    .min(1, `is empty; describe at least one of ${ENTITY_TYPES.join(', ')}`)
    .describe('what a row describes; any number of each type'),
  customFields: z
    .union([z.enum(['unmapped', 'none']), z.array(titleOrRef)], CUSTOM_FIELDS)
    .describe('`unmapped`: every column that no field reads; `none`; or a list of columns')
    .default('unmapped'),
  customFieldsOf: z
    .enum(CUSTOM_FIELD_OWNERS)
    .describe(
      "whose custom fields these are; left out: the row's deal's, else its contact's, else its company's",
    )
    .optional(),
  hierarchy: z
    .enum(['ignore', 'inherit'])
    .describe('`inherit`: blank cells of a child row take the value of the row above it')
    .default('ignore'),
  defaults: z
    .strictObject({
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/, 'has to be an ISO country code of two letters, such as DE')
        .toUpperCase()
        .describe('ISO 3166 code of two letters; how national phone numbers are read')
        .optional(),
      currency: z
        .string()
        .regex(/^[A-Za-z]{3}$/, 'has to be an ISO currency code of three letters, such as EUR')
        .toUpperCase()
        .describe('currency of amounts that say none')
        .optional(),
      dateOrder: z.enum(['dmy', 'mdy', 'ymd']).describe('how dates such as 3/4/2024 are read').optional(),
    })
    .describe('how values are read that do not say it themselves')
    .default({}),
  onBlank: onBlank.default('clear'),
})
