import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json } from '../../../src/core/json.ts'
import type { Mapping } from '../../../src/mapping/schema.ts'
import { ENTITY_TYPES, targetNames, type EntityType } from '../../../src/mapping/targets.ts'
import type { Cell } from '../../../src/smartsheet/model.ts'
import { canonicalJson } from '../../support/canonicalJson.ts'
import { rawCell, TYPES } from './arbitraries.ts'
import { columnsOf, mapRows, type RawCell, rowOf, yaml } from './build.ts'

const TARGETS = ENTITY_TYPES.flatMap((type) => targetNames(type).map((target) => ({ type, target })))

/** The target from column T, and something else from column N that says who it is. */
function mappingOf(type: EntityType, target: string): Mapping {
  const decider = type === 'logEntry' ? 'content' : target === 'externalKey' ? 'name' : 'externalKey'
  const other = target === 'from' || target === decider ? '' : `${decider}: N, `
  return yaml(`
entities: [{ type: ${type}, fields: { ${other}${target}: T } }]
customFields: none
defaults: { country: DE, dateOrder: dmy }`)
}

const MAPPINGS = TARGETS.map(({ type, target }) => ({ type, target, mapping: mappingOf(type, target) }))

const ink = (text: string | null): boolean => text !== null && text.trim() !== ''

/** Something in it that a person sees, or that was there to be seen. */
function isVisible(cell: Cell | undefined): boolean {
  if (cell === undefined) return false
  const { value } = cell
  if (value === null) return cell.formulaError !== null || cell.image
  switch (value.kind) {
    case 'text':
    case 'date':
    case 'datetime':
      return ink(value.value)
    case 'contact':
      return ink(value.value.name) || ink(value.value.email)
    case 'contacts':
      return value.value.some(({ name, email }) => ink(name) || ink(email))
    case 'list':
      return value.value.some(ink)
    case 'other':
      return value.text === null || ink(value.text)
    case 'number':
    case 'boolean':
      return true
  }
}

/** What may come to nothing without a word: a box that is not ticked, and separators with nothing between them. */
function mayBeSilent({ value }: Cell): boolean {
  if (value?.kind === 'boolean') return !value.value
  if (value?.kind === 'text') return /^[\s;,|/]+$/.test(value.value)
  return value?.kind === 'other' && /^[\s;,|/]+$/.test(value.text ?? '')
}

/** What is said of a row with this cell, and whether an issue names its column. */
function outcomeOf(mapping: Mapping, columnType: string, raw: RawCell | undefined) {
  const columns = columnsOf({ N: '', T: columnType })
  const row = rowOf(columns, { N: 'x', ...(raw !== undefined && { T: raw }) })
  const [mapped] = mapRows(mapping, columns, [row])
  if (!mapped) throw new Error('a row was lost')
  const said = mapped.records.map(({ hash: _, ...record }) => record)
  return {
    cell: row.cells.get(columns[1]?.id ?? ''),
    said: canonicalJson(JSON.parse(JSON.stringify(said)) as Json),
    told: mapped.issues.some(({ columnTitle }) => columnTitle === 'T'),
  }
}

const blanks = new Map<Mapping, Map<string, string>>()

/** What is said of the row without the cell. */
function blank(mapping: Mapping, columnType: string): string {
  const known = blanks.get(mapping) ?? new Map<string, string>()
  blanks.set(mapping, known)
  const said = known.get(columnType) ?? outcomeOf(mapping, columnType, undefined).said
  known.set(columnType, said)
  return said
}

it('R5 a cell in which there is something to see yields a value or an issue of its column, whatever it is mapped to', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MAPPINGS),
      fc.constantFrom(...TYPES),
      rawCell,
      ({ type, target, mapping }, columnType, raw) => {
        const { cell, said, told } = outcomeOf(mapping, columnType, raw)
        if (!isVisible(cell) || cell === undefined) return
        if (mayBeSilent(cell)) return
        const yields = said !== blank(mapping, columnType)
        expect({ type, target, told: told || yields }).toEqual({ type, target, told: true })
      },
    ),
    { numRuns: 4000 },
  )
})
