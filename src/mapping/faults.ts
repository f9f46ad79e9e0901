import { SyncError } from '../core/errors.ts'
import { beginning } from '../core/beginning.ts'
import { oneLine } from '../core/oneLine.ts'

/** One thing that is wrong in a mapping: where, and what to do. */
export interface Fault {
  /** `entities[0].fields.name`; empty for the mapping as a whole. */
  path: string
  message: string
  /** What there is to choose from. Several faults may say the same; it is told once. Asked for if it is shown only. */
  choices?: () => string
}

export type Path = readonly PropertyKey[]

/** More faults than these have one cause, and nobody reads them. */
const MOST_FAULTS = 20

/** The error `invalid_mapping`: a line for each fault, then what there is to choose from. */
export function invalidMapping(faults: readonly Fault[]): SyncError {
  const [only] = faults
  if (only !== undefined && faults.length === 1) {
    const choices = only.choices === undefined ? '' : ` ${oneLine(only.choices())}`
    return new SyncError('invalid_mapping', `The mapping is wrong: ${faultText(only)}${choices}`)
  }
  const told = faults.slice(0, MOST_FAULTS)
  const lines = told.map(faultText)
  if (faults.length > told.length) lines.push(`... and ${faults.length - told.length} more`)
  for (const choices of new Set(told.map((fault) => fault.choices?.())))
    if (choices !== undefined) lines.push(oneLine(choices))
  return new SyncError(
    'invalid_mapping',
    `The mapping has ${faults.length} faults:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  )
}

/** Where, and what, on one line. */
export const faultText = ({ path, message }: Fault): string =>
  oneLine(path === '' ? message : `${path}: ${message}`)

const MOST_CHARACTERS = 60

/** A text as a message shows it: whole characters of its beginning. */
export const cut = (text: string): string => beginning(text, MOST_CHARACTERS)

/** A value as the file has it, so that it can be found there; empty where it is too long to help. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${cut(value)}"`
  if (typeof value === 'number') return String(value)
  const text = JSON.stringify(value) as string | undefined
  return text === undefined || text.length > MOST_CHARACTERS ? '' : text
}

/** `entities[0].fields.relationship.values["On hold"]`. */
export const pathText = (path: Path): string =>
  path
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`
      const name = String(key)
      if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return `["${cut(name)}"]`
      return i === 0 ? cut(name) : `.${cut(name)}`
    })
    .join('')
