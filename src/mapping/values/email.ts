import emailAddresses from 'email-addresses'
import { isPersonalProvider, registrableDomain } from '../../core/domain.ts'
import type { EmailValue } from '../record.ts'
import { splitAddresses } from './addressList.ts'
import { cleanText, halfWidth, quoted, withoutInvisible } from './clean.ts'
import { oncePerText } from './oncePerText.ts'
import type { ReadContext, Reader } from './reader.ts'
import { saidText } from './text.ts'

/** RFC 5321: longer ones cannot exist. */
const MAX_EMAIL = 254
const MAX_LOCAL = 64
/** RFC 6532: letters of any script; dots only between other characters; or quoted as a whole. */
const LOCAL = /^(?:[^\s@<>"(),:;[\]\\.\p{C}]+(?:\.[^\s@<>"(),:;[\]\\.\p{C}]+)*|"(?:[^"\\\p{C}]|\\.)+")$/u
const PLAIN = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@<>"(),:;/[\]\\]+$/i
const QUOTED = /^"(?:[^"\\]|\\.)+"@[^\s@<>"(),:;[\]\\]+$/
/** "Bob Lee <bob@acme.com>", with whatever punctuation in the name. */
const NAMED = /^([^<>]*)<([^<>]*)>$/
/** "E-Mail: bob@acme.com", "mailto:bob@acme.com?subject=Hi". */
const LABELLED = /^[\p{L}. -]+:\s*(\S+@[^\s?]+)(?:\?\S*)?$/u
const BETWEEN = /\s+(?:and|und|et|or|oder|ou|y|e|en|o)\s+|[\s/&|]+/

/** One mailbox: the address, and the name written beside it, as in `Bob Lee <bob@acme.com>`. */
export interface Mailbox {
  name: string | null
  email: EmailValue
}

type Reporting = Pick<ReadContext, 'report'>

/**
 * Every address of a cell, the first being the primary one; no address twice. Somebody of a contact column
 * without an address is a blank one, not a wrong one.
 */
export const readEmails: Reader<EmailValue[]> = (cell, context) => {
  const { value } = cell
  const texts =
    value?.kind === 'contact'
      ? [value.value.email]
      : value?.kind === 'contacts'
        ? value.value.map((one) => one.email)
        : value?.kind === 'list'
          ? value.value
          : [saidText(cell, context.report)]
  const boxes = texts.flatMap((text) => (text === null ? [] : readMailboxes(text, context)))
  return distinctEmails(boxes.map((box) => box.email))
}

/** As `readEmails`, for a column that gives nothing but addresses: of somebody without one nothing would be left. */
export const readEmailsAlone: Reader<EmailValue[]> = (cell, context) => {
  const { value } = cell
  const people = value?.kind === 'contact' ? [value.value] : value?.kind === 'contacts' ? value.value : []
  const without = people.find(({ name, email }) => email === null && name !== null)
  if (without) context.report('invalid_email', `${quoted(without.name ?? '')} has no email address.`)
  return readEmails(cell, context)
}

export function distinctEmails(emails: readonly EmailValue[]): EmailValue[] | null {
  const distinct = [...new Map(emails.map((email) => [email.raw, email])).values()]
  return distinct.length === 0 ? null : distinct
}

/** The mailboxes in a text; what is none is reported, and kept as typed if it has an @. */
export function readMailboxes(text: string, { report }: Reporting): Mailbox[] {
  const typed = withoutInvisible(cleanText(text, report)).trim()
  const clean = typed.includes('@') ? typed : halfWidth(typed)
  const parts = PLAIN.test(clean) ? [clean] : splitAddresses(clean)
  return parts.flatMap((part) => {
    const mailboxes = parseOne(part)
    if (mailboxes.some(({ email }) => email.email === null))
      report('invalid_email', 'Not a valid email address; it was kept as typed.')
    if (mailboxes.length === 0) report('invalid_email', `${quoted(part)} is not an email address.`)
    return mailboxes
  })
}

/** One address with or without a name, several in a row, or at worst something with an @ in it. */
function parseOne(part: string): Mailbox[] {
  if (!part.includes('@')) return []
  if (PLAIN.test(part) || QUOTED.test(part)) return mailbox(part, null)
  const named = NAMED.exec(part)
  if (named?.[2]?.includes('@')) return mailbox(named[2], unquoted(named[1] ?? ''))
  const labelled = LABELLED.exec(part)?.[1]
  const ofLabel = labelled === undefined ? [] : mailbox(labelled, null)
  if (isValid(ofLabel)) return ofLabel
  const words = part.split(BETWEEN)
  if (words.every((word) => PLAIN.test(word))) return words.flatMap((word) => mailbox(word, null))
  const box = emailAddresses.parseOneAddress({ input: part, rfc6532: true })
  const parsed = box?.type === 'mailbox' ? mailbox(box.address, box.name) : []
  return isValid(parsed) ? parsed : mailbox(part, null)
}

const isValid = (boxes: readonly Mailbox[]): boolean => boxes.some(({ email }) => email.email !== null)

const unquoted = (name: string): string => name.trim().replace(/^(["'])(.*)\1$/s, '$2')

function mailbox(address: string, name: string | null): Mailbox[] {
  const raw = address.trim().toLowerCase()
  if (raw.length > MAX_EMAIL) return []
  const at = raw.lastIndexOf('@')
  const valid = at > 0 && at <= MAX_LOCAL && LOCAL.test(raw.slice(0, at))
  const kind = valid ? kindOf(raw.slice(at + 1)) : 'none'
  return [
    {
      name: name === null ? null : cleanText(name) || null,
      email: { raw, email: kind === 'none' ? null : raw, work: kind === 'work' },
    },
  ]
}

type DomainKind = 'work' | 'personal' | 'none'

const kindOf = oncePerText((domain): DomainKind => {
  const personal = isPersonalProvider(registrableDomain(domain) ?? domain)
  return !isDomainName(domain) ? 'none' : personal ? 'personal' : 'work'
})

const LABEL = /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

function isDomainName(domain: string): boolean {
  const labels = domain.split('.')
  const top = labels.at(-1) ?? ''
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^(?:\d+|[a-z])$/.test(top)
}
