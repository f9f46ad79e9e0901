import type { Cell, CellValue, ContactValue } from '../../smartsheet/model.ts'
import type { Report } from '../issues.ts'
import { cleanText, quoted } from './clean.ts'
import { decimalOf } from './decimal.ts'
import type { Reader } from './reader.ts'

/** A unit that the bare number would lose: "42%", "$1,200", "EUR 5". */
const UNIT = /[%\p{Sc}\p{L}]/u

/** The content of a cell as clean text; null when blank. A link without a text is its address. */
export function cellText(cell: Cell, report?: Report): string | null {
  const { value } = cell
  if (value?.kind === 'other' && value.text === null)
    report?.('unknown_choice', 'The cell holds something that has no text; it was left out.')
  const text = value === null ? cell.hyperlink : plainText(value, cell.display)
  return cleanText(text ?? '', report) || null
}

function plainText(value: CellValue, display: string | null): string {
  switch (value.kind) {
    case 'text':
    case 'date':
    case 'datetime':
      return value.value
    case 'number':
      return display !== null && UNIT.test(display) ? display : decimalOf(value.value)
    case 'boolean':
      return String(value.value)
    case 'contact':
      return contactText(value.value)
    case 'contacts':
      return value.value.map(contactText).join(', ')
    case 'list':
      return value.value.join(', ')
    case 'other':
      return value.text ?? ''
  }
}

/** How words of a mapping are compared with cells. */
export const wordKey = (text: string | number | boolean): string => cleanText(String(text)).toLowerCase()

/** Everything that a condition may find in a cell: the choices of a list, the name and address of a person. */
export function wordsOf(cell: Cell): string[] {
  const { value } = cell
  const texts =
    value?.kind === 'list'
      ? value.value
      : value?.kind === 'contact'
        ? [value.value.name, value.value.email]
        : value?.kind === 'contacts'
          ? value.value.flatMap((one) => [one.name, one.email])
          : value?.kind === 'number'
            ? [String(value.value), cell.display]
            : [cellText(cell)]
  return texts.flatMap((text) => (text === null || text.trim() === '' ? [] : [wordKey(text)]))
}

export const contactText = (contact: ContactValue): string => contact.name ?? contact.email ?? ''

/** As `cellText`, but an unticked box says nothing. */
export const saidText = (cell: Cell, report?: Report): string | null =>
  cell.value?.kind === 'boolean' && !cell.value.value ? null : cellText(cell, report)

/** A box that is ticked is no text, and one that is not says nothing; `values` can give them one. */
export const readText: Reader<string> = (cell, { report }) => {
  if (cell.value?.kind !== 'boolean') return cellText(cell, report)
  if (cell.value.value)
    report('unknown_choice', 'A ticked box is no text; say with `values` what it stands for.')
  return null
}

/** What people write where they have no name; all such rows would else be about one company or person. */
const NOBODY =
  /^(?:#?n\/a|n\.\s?a\.?|k\.\s?a\.?|tb[acd]|none|unknown|unbekannt|inconnue?|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|onbekend)$/i

/** The name of a company or person; "-" and "n/a" are none. */
export const readName: Reader<string> = (cell, context) => {
  const name = readText(cell, context)
  if (name === null || namesSomebody(name)) return name
  context.report('unknown_choice', `${quoted(name)} names nothing.`)
  return null
}

export const namesSomebody = (name: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(name) && !NOBODY.test(name)

/** What the number or word in a cell is to compare with: the number itself, not its format. */
export const keyText = (cell: Cell, report?: Report): string | null =>
  cell.value?.kind === 'number' ? String(cell.value.value) : cellText(cell, report)

/** A key is compared with others; "-" and "n/a" would make one entity of all rows without a key. */
export const readKey: Reader<string> = (cell, context) => {
  const key = cell.value?.kind === 'number' ? keyText(cell, context.report) : readName(cell, context)
  if (key === null || key.length <= MAX_KEY) return key
  context.report('too_long', `A key has at most ${MAX_KEY} characters.`)
  return null
}

/** Keys, tags and the like are indexed; Postgres indexes no more than about 2,700 bytes. */
export const MAX_KEY = 500
