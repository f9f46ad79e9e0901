import type { ContactValue } from '../../smartsheet/model.ts'
import type { EmailValue } from '../record.ts'
import { cleanText, quoted } from './clean.ts'
import { readMailboxes } from './email.ts'
import type { ReadContext, Reader } from './reader.ts'
import { namesSomebody, readName, readText } from './text.ts'

/** Somebody named in a cell: by name, email or both. */
export interface Person {
  name: string | null
  email: EmailValue | null
}

type Reporting = Pick<ReadContext, 'report'>

/** Everybody in a contact, multi-contact, list or text cell. */
export const readPeople: Reader<Person[]> = (cell, context) => {
  const { value } = cell
  const people =
    value?.kind === 'contact'
      ? personOf(value.value, context)
      : value?.kind === 'contacts'
        ? value.value.flatMap((one) => personOf(one, context))
        : value?.kind === 'list'
          ? value.value.flatMap((one) => fromText(one, context))
          : (readText(cell, context) ?? '').split(/[;\n]+/).flatMap((one) => fromText(one, context))
  const distinct = distinctPeople(people)
  return distinct.length === 0 ? null : distinct
}

/** Two names on one address are two people; a name and none on it are one. */
function distinctPeople(people: Person[]): Person[] {
  if (people.length < 2) return people
  const named = new Set(people.flatMap(({ name, email }) => (name !== null && email ? [email.raw] : [])))
  const distinct = new Map<string, Person>()
  for (const person of people) {
    const { name, email } = person
    if (name === null && email !== null && named.has(email.raw)) continue
    const key = JSON.stringify([email?.raw ?? null, name?.toLowerCase() ?? null])
    if (!distinct.has(key)) distinct.set(key, person)
  }
  return [...distinct.values()]
}

/** Whoever a contact value names: nobody, one person, or several where an unreadable name lists addresses. */
export function personOf({ name, email }: ContactValue, context: Reporting): Person[] {
  const box = email === null ? undefined : readMailboxes(email, context)[0]
  const called = name === null ? '' : cleanText(name, context.report)
  // Smartsheet shows the address as the name of people whose name it does not know.
  const known = called === '' || called.toLowerCase() === box?.email.raw ? null : called
  if (known !== null && box === undefined && known.includes('@')) return fromText(known, context)
  return known === null && box === undefined ? [] : [{ name: known, email: box?.email ?? null }]
}

/** "Bob Lee", "bob@acme.com", "Bob Lee <bob@acme.com>"; a list of addresses is so many people. */
function fromText(text: string, context: Reporting): Person[] {
  const clean = cleanText(text, context.report)
  if (clean === '') return []
  if (clean.includes('@')) return readMailboxes(clean, context)
  if (namesSomebody(clean)) return [{ name: clean, email: null }]
  context.report('unknown_choice', `${quoted(clean)} names nobody.`)
  return []
}

/** The first of them, with a note that there are more. */
export const readOwner: Reader<Person> = (cell, context) => first(readPeople(cell, context), context)

/** The name in a cell of any kind; of several people the first's. */
export const readPersonName: Reader<string> = (cell, context) => {
  const kind = cell.value?.kind
  if (kind !== 'contact' && kind !== 'contacts' && kind !== 'list') return readName(cell, context)
  return first(readPeople(cell, context), context)?.name ?? null
}

/** As `readPersonName`, for a column of which nothing but the name is read: an address without one would be lost. */
export const readPersonNameAlone: Reader<string> = (cell, context) => {
  const name = readPersonName(cell, context)
  const [person] = name === null && cell.value?.kind !== 'text' ? (readPeople(cell, SILENT) ?? []) : []
  if (person?.email)
    context.report(
      'unknown_choice',
      `${quoted(person.email.raw)} is an address without a name; map \`email\`.`,
    )
  return name
}

const SILENT: ReadContext = { defaults: {}, title: '', report: () => undefined }

function first(people: Person[] | null, { report }: ReadContext): Person | null {
  if (people !== null && people.length > 1)
    report(
      'several_values',
      'The cell names several people; the first was used. Contacts can be mapped with `from`.',
    )
  return people?.[0] ?? null
}
