import type { Column } from '../../smartsheet/model.ts'
import { refsOf, type ColumnIndex } from '../columns.ts'
import { wordsIn } from './conditionFaults.ts'
import { cut, pathText, type Fault, type Path } from '../faults.ts'
import type { Condition, EntityMapping, FieldSource } from '../schema.ts'
import { targetOf, type ValueKind } from '../targets.ts'

const DATES = 'DATE DATETIME ABSTRACT_DATETIME'
const PEOPLE = 'CONTACT_LIST MULTI_CONTACT_LIST'
const PLANNING = 'DURATION PREDECESSOR'

/** What a kind is called, and the column types whose cells hardly ever hold it: any cell may hold any text. */
const HARDLY: Partial<Record<ValueKind, readonly [what: string, types: string]>> = {
  integer: ['a number', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  money: ['an amount of money', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  percent: ['a percentage', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  date: ['a date', `CHECKBOX ${PEOPLE} ${PLANNING}`],
  dateTime: ['a date', `CHECKBOX ${PEOPLE} ${PLANNING}`],
  people: ['people', `CHECKBOX ${DATES} ${PLANNING}`],
  owner: ['a person', `CHECKBOX ${DATES} ${PLANNING}`],
  email: ['an email address', `CHECKBOX ${DATES} ${PLANNING}`],
  phone: ['a phone number', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  domain: ['an internet domain', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  website: ['a web address', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  country: ['a country', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  currency: ['a currency', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
  relationship: ['a relationship', `${DATES} ${PEOPLE} ${PLANNING}`],
  organizationStage: ['a stage', `CHECKBOX ${DATES} ${PEOPLE} ${PLANNING}`],
}

/** Columns whose type says that they hardly ever hold what a field or a condition of the entity wants of them. */
export const typeHints = (entity: EntityMapping, index: ColumnIndex, at: Path): Fault[] => [
  ...testHints(entity, index, at),
  ...fieldHints(entity, index, at),
]

function fieldHints(entity: EntityMapping, index: ColumnIndex, at: Path): Fault[] {
  return Object.entries<FieldSource | undefined>(entity.fields).flatMap(([target, source]): Fault[] => {
    if (source === undefined) return []
    const path = pathText([...at, 'fields', target])
    const columns = refsOf(source).flatMap((ref) => index.find(ref) ?? [])
    const [only] = columns
    if (typeof source === 'object' && 'columns' in source)
      return target === 'from' ? pastedPeople(columns, source.join ?? ' ', path) : []
    // With `values` a tick may mean anything.
    const replaced = typeof source === 'object' && 'values' in source && source.values !== undefined
    const hardly = HARDLY[targetOf(entity.type, target)?.kind ?? 'text']
    if (only === undefined || hardly === undefined || replaced) return []
    const [what, types] = hardly
    return types.split(' ').includes(only.type)
      ? [
          {
            path,
            message: `"${cut(only.title)}" is a column of the type ${only.type} and hardly ever holds ${what}`,
          },
        ]
      : []
  })
}

/** Several people as one text are one person with an odd name, unless something parts them. */
function pastedPeople(columns: readonly Column[], join: string, path: string): Fault[] {
  const pasted = columns.length > 1 && columns.every((column) => PEOPLE.split(' ').includes(column.type))
  return pasted && !/[;\n]/.test(join)
    ? [
        {
          path,
          message: 'the people of several columns become one; make an entity with `from` for each',
        },
      ]
    : []
}

function testHints({ when }: EntityMapping, index: ColumnIndex, at: Path): Fault[] {
  const list = Array.isArray(when)
  return [when ?? []].flat().flatMap((condition, i) =>
    (['is', 'isNot'] as const).flatMap((key) => {
      const path = pathText([...at, 'when', ...(list ? [i] : []), key])
      return tickHints(condition, key, index.find(condition), path)
    }),
  )
}

/** In YAML `yes` is a text, and no box ever says it. */
function tickHints(condition: Condition, key: 'is' | 'isNot', column: Column | null, path: string): Fault[] {
  if (column?.type !== 'CHECKBOX') return []
  const wrong = wordsIn(condition[key]).find((word) => !['', 'true', 'false'].includes(word))
  return wrong === undefined
    ? []
    : [
        {
          path,
          message: `"${cut(wrong)}" is hardly ever found: "${cut(column.title)}" is a checkbox, true or false`,
        },
      ]
}
