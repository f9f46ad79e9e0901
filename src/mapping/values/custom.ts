import type { Json } from '../../core/json.ts'
import type { Cell, ContactValue } from '../../smartsheet/model.ts'
import type { Report } from '../issues.ts'
import { cleanText } from './clean.ts'

/**
 * The content of an unmapped cell with its type: false stays false, 2 stays 2, a list a list, a date
 * `YYYY-MM-DD`, a person `{name, email}`. Undefined when there is none; "" is content (R3).
 */
export function customValue(cell: Cell, report: Report): Json | undefined {
  const { value } = cell
  if (value === null) return cell.hyperlink ?? undefined
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return value.value
    case 'text':
    case 'date':
    case 'datetime':
      return cleanText(value.value, report)
    case 'contact':
      return person(value.value, report)
    case 'contacts':
      return value.value.length === 0 ? undefined : value.value.map((one) => person(one, report))
    case 'list':
      return value.value.length === 0 ? undefined : value.value.map((one) => cleanText(one, report))
    case 'other':
      return value.text === null ? storableJson(value.value, report) : cleanText(value.text, report)
  }
}

const person = ({ name, email }: ContactValue, report: Report): Json => ({
  name: name === null ? null : cleanText(name, report),
  email: email === null ? null : cleanText(email, report),
})

/** Any JSON as Postgres can hold it, its keys in one order (R13). */
function storableJson(value: Json, report: Report): Json {
  if (typeof value === 'string') return cleanText(value, report)
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  if (Array.isArray(value)) return value.map((item) => storableJson(item, report))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, Json] => [cleanText(key, report), storableJson(item, report)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
