import type { Cell, CellValue, Column, ContactValue } from './model.ts'
import { isObject, objectOrNull, stringOrNull, within, type RawObject } from './raw.ts'

/** Not a closed list: new ones appear. Letters only, so that "#42" or "#a1" made by a formula stays data. */
const FORMULA_ERROR = /^#[A-Z][A-Z /-]*(?:…|\.{3}|[!?])?$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/
const EMAIL = /^[^\s@]+@[^\s@]+$/
const MAILBOX = /^"?([^"<>]*[^"<>\s])"?\s*<([^\s@<>]+@[^\s@<>]+)>$/

/**
 * One raw cell (reference smartsheet-api.md 2.5) as a typed one, or null where it has no content. Never throws:
 * the type of a column is only a hint, and any cell may hold any JSON (R5). Text is passed on as it came.
 */
export function decodeCell(raw: RawObject, column: Column): Cell | null {
  const display = displayText(raw['displayValue'])
  const cell: Cell = {
    columnId: column.id,
    value: null,
    display,
    formulaError: null,
    hyperlink: webAddress(raw['hyperlink']),
    image: isImage(raw),
    flattened: false,
  }
  if (cell.image) return cell
  cell.formulaError = formulaError(raw)
  if (cell.formulaError !== null) return cell
  cell.value = decodeValue(raw, column, display)
  cell.flattened = isMultiple(column) && cell.value?.kind === 'text' && cell.value.value !== ''
  return cell.value === null && cell.hyperlink === null ? null : cell
}

const isMultiple = ({ type, version }: Column): boolean => type.startsWith('MULTI_') || version > 0

function decodeValue(raw: RawObject, column: Column, display: string | null): CellValue | null {
  const value = raw['value'] ?? null
  const object = raw['objectValue'] ?? null
  // An object that does not say what it is says less than a value beside it.
  if (isObject(object) && (typeof object['objectType'] === 'string' || value === null)) {
    const typed = fromObjectValue(object, display ?? stringOrNull(value))
    if (typed !== null) return typed
  }
  if (value !== null) return fromPlainValue(value, column, display)
  if (object !== null && !isObject(object)) return fromPlainValue(object, column, display)
  return display === null ? null : { kind: 'text', value: display }
}

/** Null where the object does not hold what its type promises. */
function fromObjectValue(object: RawObject, text: string | null): CellValue | null {
  const value = object['value']
  switch (object['objectType']) {
    case 'DATE':
      return typeof value === 'string' ? dateOrText(value) : null
    case 'DATETIME':
    case 'ABSTRACT_DATETIME':
      return typeof value === 'string' ? dateTimeOrText(value) : null
    case 'CONTACT': {
      const contact = contactOf(object)
      return contact && { kind: 'contact', value: contact }
    }
    case 'MULTI_CONTACT': {
      const members = membersOf(object)
      return members && { kind: 'contacts', value: members.map(contactOf).filter((one) => one !== null) }
    }
    case 'MULTI_PICKLIST': {
      const members = membersOf(object)
      return members && { kind: 'list', value: members.map(choiceOf).filter((one) => one !== null) }
    }
    default:
      return { kind: 'other', text, value: within(object, 200) }
  }
}

/** `values` on the wire, `value` in Smartsheet's own OpenAPI document. */
function membersOf(object: RawObject): readonly unknown[] | null {
  const members = object['values'] ?? object['value']
  return Array.isArray(members) ? members : null
}

function contactOf(member: unknown): ContactValue | null {
  if (typeof member === 'string') return contactFromText(member)
  const fields = objectOrNull(member)
  if (fields === null) return null
  const name = stringOrNull(fields['name'])?.trim() ? stringOrNull(fields['name']) : null
  const email = stringOrNull(fields['email'])?.trim() ? stringOrNull(fields['email']) : null
  return name === null && email === null ? null : { name, email }
}

/** A person chosen by name only has that name where others have the e-mail; one who was typed in may have both. */
function contactFromText(text: string): ContactValue | null {
  if (text.trim() === '') return null
  const [, name = null, email = null] = MAILBOX.exec(text.trim()) ?? []
  if (email !== null) return { name, email }
  return EMAIL.test(text.trim()) ? { name: null, email: text } : { name: text, email: null }
}

function choiceOf(member: unknown): string | null {
  return typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean'
    ? String(member)
    : null
}

function fromPlainValue(value: unknown, column: Column, display: string | null): CellValue {
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  if (typeof value === 'number') {
    // 1e999 is JSON, too, and infinite to JavaScript.
    return Number.isFinite(value)
      ? { kind: 'number', value }
      : { kind: 'text', value: display ?? String(value) }
  }
  if (typeof value === 'string') return fromText(value, column, display)
  return { kind: 'other', text: display, value: within(value, 200) }
}

function fromText(value: string, column: Column, display: string | null): CellValue {
  switch (column.type) {
    case 'DATE':
      return dateOrText(value)
    case 'DATETIME':
    case 'ABSTRACT_DATETIME':
      return dateTimeOrText(value)
    case 'CONTACT_LIST': {
      const contact = contactFromText(value)
      if (contact === null) return { kind: 'text', value }
      const named = contact.email !== null && display !== null && display.trim() !== '' && display !== value
      return { kind: 'contact', value: named ? { ...contact, name: display } : contact }
    }
    default:
      return { kind: 'text', value }
  }
}

function dateOrText(value: string): CellValue {
  return DATE.test(value) ? { kind: 'date', value } : dateTimeOrText(value)
}

function dateTimeOrText(value: string): CellValue {
  if (DATE.test(value)) return { kind: 'date', value }
  const match = DATETIME.exec(value)
  return match === null ? { kind: 'text', value } : { kind: 'datetime', value, zoned: match[1] !== undefined }
}

function displayText(display: unknown): string | null {
  return typeof display === 'number' || typeof display === 'boolean' ? String(display) : stringOrNull(display)
}

/** Only what is computed or linked can be an error: a person may type "#REF" (R8b). */
function formulaError(raw: RawObject): string | null {
  if ((raw['formula'] ?? null) === null && (raw['linkInFromCell'] ?? null) === null) return null
  const shown = [raw['value'], raw['objectValue'], raw['displayValue']].find(
    (part) => part !== undefined && part !== null,
  )
  return typeof shown === 'string' && FORMULA_ERROR.test(shown) ? shown : null
}

const INSIDE_SMARTSHEET = ['sheetId', 'reportId', 'sightId']

const isImage = (raw: RawObject): boolean =>
  isObject(raw['image']) || (stringOrNull(raw['formula'])?.startsWith('=SYS_CELLIMAGE(') ?? false)

/** A link to a sheet, report or dashboard has an address as well, but one that says nothing about the row. */
function webAddress(hyperlink: unknown): string | null {
  const link = objectOrNull(hyperlink)
  if (link === null || INSIDE_SMARTSHEET.some((id) => (link[id] ?? null) !== null)) return null
  const address = stringOrNull(link['url'])
  const protocol = address === null ? undefined : URL.parse(address)?.protocol
  return protocol === 'http:' || protocol === 'https:' ? address : null
}
