import type { Cell, Column, Row } from '../../smartsheet/model.ts'
import { isPersonalProvider } from '../../core/domain.ts'
import { EMAIL, LOOKS, countLooks, type Look } from './looks.ts'

/** Enough rows to know a column by; more would only cost time. */
const SAMPLE_ROWS = 200
/** So many filled cells of them are enough, and so many of these are looked at closely. */
const SAMPLE_CELLS = 120
const SAMPLE_VALUES = 50

/** Shares (0 to 1) of the filled cells of a column that look like something; `filled` 0 means nothing was seen. */
export interface Evidence extends Readonly<Record<Look, number>> {
  filled: number
  /** Values that occur once only, of all. */
  distinct: number
  /** Several different addresses at one company's domain only: one's own people. */
  colleagues: boolean
}

/** Values as the tests want to see them; a contact cell is its name, or else its address. */
function texts(cell: Cell): string[] {
  const { value } = cell
  if (value === null) return []
  switch (value.kind) {
    case 'text':
    case 'date':
    case 'datetime':
      return [value.value]
    case 'number':
    case 'boolean':
      return [String(value.value)]
    case 'contact':
      return [value.value.name ?? value.value.email ?? '']
    case 'contacts':
      return value.value.map((person) => person.name ?? person.email ?? '')
    case 'list':
      return [...value.value]
    case 'other':
      return value.text === null ? [] : [value.text]
  }
}

/** Whether several people have addresses at one domain, which is no public mail host. */
function areColleagues(values: readonly string[]): boolean {
  if (!values[0]?.includes('@')) return false
  const addresses = new Set(values.filter((text) => EMAIL.test(text)).map((text) => text.toLowerCase()))
  if (addresses.size < 3) return false
  const domains = new Set([...addresses].map((address) => address.slice(address.indexOf('@') + 1)))
  return domains.size === 1 && ![...domains].some(isPersonalProvider)
}

function sharesOf(values: readonly string[]): Record<Look, number> {
  const counts = Object.fromEntries(LOOKS.map((look) => [look, 0])) as Record<Look, number>
  const step = Math.ceil(values.length / SAMPLE_VALUES)
  const sample = values.filter((_, index) => index % step === 0)
  for (const text of sample) countLooks(text, counts)
  for (const look of LOOKS) counts[look] /= Math.max(1, sample.length)
  return counts
}

/** The filled cells of a column in the first rows, a list as its members. */
function seenIn(column: Column, sample: readonly Row[]): string[] {
  const seen: string[] = []
  for (let i = 0; i < Math.min(sample.length, SAMPLE_ROWS) && seen.length < SAMPLE_CELLS; i++) {
    const cell = sample[i]?.cells.get(column.id)
    if (!cell) continue
    for (const text of texts(cell)) if (text.trim() !== '') seen.push(text.trim())
  }
  return seen
}

/** Looks at the first filled rows; a dropdown without any is judged by its choices. */
export function evidenceOf(column: Column, sample: readonly Row[]): Evidence {
  const seen = seenIn(column, sample)
  const values = seen.length > 0 ? seen : column.options
  return {
    ...sharesOf(values),
    filled: values.length,
    colleagues: areColleagues(values),
    distinct: seen.length === 0 ? 1 : new Set(seen).size / seen.length,
  }
}
