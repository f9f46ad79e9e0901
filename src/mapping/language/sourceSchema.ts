import { z } from 'zod'

/** What zod cannot say to editors, in the terms of JSON Schema. */
const NAMES_A_COLUMN = { anyOf: [{ required: ['column'] }, { required: ['columnId'] }] }

const title = z
  .string('has to be a column title')
  .trim()
  .min(1, 'is empty')
  .describe('title of a column, as the sheet shows it')

const ID = 'has to be the id of a column, digits only'
const columnId = z
  .union(
    [
      z.string().regex(/^\d{1,20}$/, ID),
      z
        .int({
          error: ({ code }) =>
            code === 'too_big' ? 'is too long for a bare number; put the id in quotes' : ID,
        })
        .positive(ID)
        .transform(String),
    ],
    ID,
  )
  .describe('id of a column, in quotes; it decides where a title stands beside it')
const scalar = z.union([z.string(), z.number(), z.boolean()], 'has to be a text, a number, true or false')
export const onBlank = z
  .enum(['clear', 'keep'])
  .describe('what a blank cell does: `clear` empties the field, `keep` leaves what was there')

const columnRef = z
  .strictObject({ column: title.optional(), columnId: columnId.optional() })
  .refine(
    (ref) => ref.column !== undefined || ref.columnId !== undefined,
    'names no column; add `column: Title`',
  )
  .meta(NAMES_A_COLUMN)
/** A column by its title, or by its id. */
export const titleOrRef = z
  .union([title, columnRef], 'has to be a column title, or `{ columnId: "123" }`')
  .meta({ id: 'column' })

const FORMS = 'give one of `column` (or `columnId`), `columns` or `const`'

/** One object for all forms, so that a fault is told for what was written rather than for each form it is not. */
const sourceObject = z
  .strictObject({
    column: title.optional(),
    columnId: columnId.optional(),
    columns: z
      .array(titleOrRef)
      .min(1, 'lists no column')
      .describe('several columns as one text, without the blank ones')
      .optional(),
    join: z.string().describe('what stands between them; a space when left out').optional(),
    const: z
      .union([scalar, z.array(z.string())], 'has to be a text, a number, true, false or a list of texts')
      .describe('the same value for every row')
      .optional(),
    values: z
      .record(z.string(), scalar.nullable())
      .describe('what the cell says: what it means; null: as if blank. Case does not matter')
      .optional(),
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
  .meta({
    oneOf: [NAMES_A_COLUMN, { required: ['columns'] }, { required: ['const'] }],
    dependentRequired: { join: ['columns'] },
    dependentSchemas: { const: { properties: { values: false, onBlank: false } } },
  })

/** Where a field takes its value from. */
export const source = z
  .union([title, sourceObject], `has to be a column title, or an object: ${FORMS}`)
  .meta({ id: 'source' })

const test = z.union(
  [scalar, z.array(scalar).min(1, 'lists nothing')],
  'has to be a text, a number, true, false or a list of them; `blank: true` is a blank cell',
)
const conditionObject = z
  .strictObject({
    column: title.optional(),
    columnId: columnId.optional(),
    is: test.describe('the cell says this, or one of these; case does not matter').optional(),
    isNot: test.describe('the cell says none of these').optional(),
    blank: z.boolean().describe('true: the cell is blank; false: it is not').optional(),
  })
  .refine((c) => c.column !== undefined || c.columnId !== undefined, 'names no column; add `column: Title`')
  .refine(
    (c) => c.is !== undefined || c.isNot !== undefined || c.blank !== undefined,
    'tests nothing; add `is`, `isNot` or `blank`',
  )
  .meta({
    allOf: [
      NAMES_A_COLUMN,
      { anyOf: [{ required: ['is'] }, { required: ['isNot'] }, { required: ['blank'] }] },
    ],
  })

/** When a row is about an entity. */
export const condition = z
  .union(
    [conditionObject, z.array(conditionObject)],
    'has to be a condition, `{ column: Title, is: Text }`, or a list of them',
  )
  .meta({
    id: 'when',
    description: 'the row is about the entity only where this holds; all of a list have to hold',
  })
