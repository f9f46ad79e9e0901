import { isKept, KEPT, type FieldReader, type Reading } from '../fieldReader.ts'
import { distinctEmails } from '../values/email.ts'
import { readPeople, readPersonName, readPersonNameAlone, type Person } from '../values/people.ts'
import { splitPersonName } from '../values/personName.ts'
import { distinctPhones, readPhones } from '../values/phone.ts'
import { readName, readText } from '../values/text.ts'
import type { EmailValue } from '../record.ts'
import { asJson, finished, mergeLists, newDraft, put, putCommon, putTexts, type Draft } from './draft.ts'
import { emailsOf } from './emails.ts'
import { putLocation } from './location.ts'

const TEXTS = { description: 'description', timezone: 'timezone', jobTitle: 'job_title' }

interface Who {
  name: Reading<string>
  emails: Reading<EmailValue[]>
}

/** One contact, or with `from` one for everybody in that cell; the other fields are the same for all of them. */
export function contactDrafts(reader: FieldReader): Draft[] {
  const from = reader.read('from', readPeople)
  const who = from === undefined ? [mappedPerson(reader)] : everybody(from, reader)
  return who.flatMap((person) => finished(contactDraft(person, reader), reader) ?? [])
}

const mappedPerson = (reader: FieldReader): Who => ({
  name: reader.read('name', reader.alone('name') ? readPersonNameAlone : readPersonName),
  emails: emailsOf('email', reader),
})

function everybody(from: Reading<Person[]>, reader: FieldReader): Who[] {
  if (isKept(from)) return [{ name: from, emails: from }]
  const own = mappedPerson(reader)
  if (from == null) return reader.has('name') || reader.has('email') ? [own] : []
  return from.map((person) => ({
    name: person.name,
    emails: person.email === null ? null : [person.email],
  }))
}

function contactDraft({ name, emails }: Who, reader: FieldReader): Draft {
  const draft = newDraft('Contact', 'contact')
  putNames(draft, name, reader)
  const allEmails = mergeLists([emails, emailsOf('additionalEmails', reader)])
  put(draft, 'emails', asJson(Array.isArray(allEmails) ? distinctEmails(allEmails) : allEmails))
  const phones = mergeLists([
    reader.read('phone', readPhones('WORK')),
    reader.read('mobile', readPhones('MOBILE')),
  ])
  put(draft, 'phones', asJson(Array.isArray(phones) ? distinctPhones(phones) : phones))
  putTexts(draft, reader, TEXTS)
  putLocation(draft, reader)
  putCommon(draft, reader)
  return draft
}

/** A name is split where the sheet has no first and last name, and put together where it has nothing else. */
function putNames(draft: Draft, name: Reading<string>, reader: FieldReader): void {
  const first = reader.read('firstName', readName)
  const last = reader.read('lastName', readName)
  const prefix = reader.read('prefix', readText)
  if (first !== undefined || last !== undefined) {
    put(draft, 'name', name === undefined ? fullName(first, last) : name)
    put(draft, 'first_name', first)
    put(draft, 'last_name', last)
    put(draft, 'prefix', prefix)
    return
  }
  if (name === undefined || isKept(name) || name === null) {
    for (const field of ['name', 'first_name', 'last_name']) put(draft, field, name)
    put(draft, 'prefix', prefix === undefined ? name : prefix)
    return
  }
  const split = splitPersonName(name)
  put(draft, 'name', split.name)
  put(draft, 'first_name', split.firstName)
  put(draft, 'last_name', split.lastName)
  put(draft, 'prefix', prefix === undefined ? split.prefix : prefix)
}

function fullName(first: Reading<string>, last: Reading<string>): Reading<string> {
  if (isKept(first) || isKept(last)) return KEPT
  return [first, last].filter((part) => part != null).join(' ') || null
}
