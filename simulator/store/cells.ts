import type { CellContent, CellFields, ColumnState, Json, JsonObject, Person } from './model.ts'
import { durationObject } from './durations.ts'

/**
 * What a caller may put into a cell. A primitive is spelled by the column's type; `contact`, `contacts` and
 * `choices` make the typed forms; cell fields (a formula with its value, a hyperlink...) are completed with the
 * display and object value that the API would give; `raw` is served exactly as it is. Null empties the cell.
 */
export type CellInput =
  | null
  | string
  | number
  | boolean
  | { contact: Person }
  | { contacts: Person[] }
  | { choices: string[] }
  | { raw: CellFields }
  | CellFields

/** The level from which on a multi-valued type is shown as what it is. */
const SHOWN_FROM_LEVEL: Readonly<Record<string, number>> = { MULTI_CONTACT_LIST: 1, MULTI_PICKLIST: 2 }

/** 0 plain, 1 multi-contact, 2 multi-picklist: the column's `version`, and the level that shows it. */
export function levelOf(type: string): number {
  return SHOWN_FROM_LEVEL[type] ?? 0
}

const DATE_FORMS: Readonly<Record<string, RegExp>> = {
  DATE: /^\d{4}-\d\d-\d\d$/,
  DATETIME: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  ABSTRACT_DATETIME: /^\d{4}-\d\d-\d\dT[\d:.]+$/,
}

export function toContent(input: CellInput, column: ColumnState): CellContent {
  if (input === null) return undefined
  if (typeof input !== 'object') return input
  if ('raw' in input) return input.raw
  if ('contact' in input) return contactCell(input.contact)
  if ('contacts' in input) return contactsCell(input.contacts)
  if ('choices' in input) return choicesCell(input.choices)
  return complete(input, column.type)
}

/** The whole cell of a content, whatever the request asks for. */
export function spellOut(content: CellContent, type: string): CellFields {
  if (content === undefined) return {}
  return typeof content === 'object' ? content : complete({ value: content }, type)
}

export function isBlank(content: CellContent): boolean {
  if (typeof content !== 'object') return content === undefined
  return Object.keys(content).every((key) => key === 'format')
}

/** Fills in the display and object value that belong to a value, unless they are given. */
export function complete(fields: CellFields, type: string): CellFields {
  const { value } = fields
  if (value === undefined || value === null) return fields
  const display = displayOf(value, type)
  return {
    ...fields,
    objectValue: fields.objectValue ?? objectOf(value, type, fields.displayValue),
    ...(fields.displayValue === undefined && display !== undefined ? { displayValue: display } : {}),
  }
}

function displayOf(value: string | number | boolean, type: string): string | undefined {
  if (typeof value === 'boolean') return undefined
  return typeof value === 'string' && DATE_FORMS[type]?.test(value) ? undefined : String(value)
}

function objectOf(value: string | number | boolean, type: string, display: string | undefined): Json {
  if (typeof value !== 'string') return value
  if (DATE_FORMS[type]?.test(value)) return { objectType: type, value }
  if (type === 'DURATION') return durationObject(value) ?? value
  if (type === 'CONTACT_LIST' && value.includes('@'))
    return contactObject({ email: value, ...(display === undefined ? {} : { name: display }) })
  return value
}

function contactCell(person: Person): CellFields {
  const value = person.email ?? person.name ?? ''
  // A person without an address is a plain string on the wire, not an object.
  const objectValue = person.email === undefined ? value : contactObject(person)
  return { value, objectValue, displayValue: person.name ?? value }
}

function contactsCell(people: readonly Person[]): CellFields {
  return {
    objectValue: { objectType: 'MULTI_CONTACT', values: people.map(contactObject) },
    displayValue: people.map(({ name, email }) => name ?? email ?? '').join(', '),
  }
}

function choicesCell(choices: readonly string[]): CellFields {
  return {
    objectValue: { objectType: 'MULTI_PICKLIST', values: [...choices] },
    displayValue: choices.join(', '),
  }
}

function contactObject({ name, email }: Person): JsonObject {
  return {
    objectType: 'CONTACT',
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
  }
}
