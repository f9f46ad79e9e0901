import emailAddresses from 'email-addresses'
import { isPersonalProvider, registrableDomain } from '../../core/domain.ts'
import type { EmailValue } from '../record.ts'
import { cleanText, quoted } from './clean.ts'
import type { ReadContext, Reader } from './reader.ts'
import { cellText } from './text.ts'

/** RFC 5321: longer ones cannot exist. */
const MAX_EMAIL = 254
const MAX_LOCAL = 64
const PLAIN = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@<>"(),:;[\]\\]+$/i

/** One mailbox: the address, and the name written beside it, as in `Bob Lee <bob@acme.com>`. */
export interface Mailbox {
  name: string | null
  email: EmailValue
}

/** Every address of a cell, the first being the primary one; no address twice. */
export const readEmails: Reader<EmailValue[]> = (cell, context) => {
  const { value } = cell
  const texts =
    value?.kind === 'contact'
      ? [value.value.email]
      : value?.kind === 'contacts'
        ? value.value.map((one) => one.email)
        : value?.kind === 'list'
          ? value.value
          : [cellText(cell, context.report)]
  const boxes = texts.flatMap((text) => (text === null ? [] : readMailboxes(text, context)))
  return distinctEmails(boxes.map((box) => box.email))
}

export function distinctEmails(emails: readonly EmailValue[]): EmailValue[] | null {
  const distinct = [...new Map(emails.map((email) => [email.raw, email])).values()]
  return distinct.length === 0 ? null : distinct
}

/** The mailboxes in a text; what is none is reported, and kept as typed if it has an @. */
export function readMailboxes(text: string, { report }: Pick<ReadContext, 'report'>): Mailbox[] {
  const clean = cleanText(text, report).replace(/^mailto:/i, '')
  if (clean === '') return []
  const mailboxes = parseMailboxes(clean)
  if (mailboxes.some(({ email }) => email.email === null))
    report('invalid_email', 'Not a valid email address; it was kept as typed.')
  if (mailboxes.length === 0) report('invalid_email', `${quoted(clean)} is not an email address.`)
  return mailboxes
}

function parseMailboxes(text: string): Mailbox[] {
  if (PLAIN.test(text)) return mailbox(text, null)
  if (/[<"(]/.test(text)) {
    const list = emailAddresses.parseAddressList({ input: text.replace(/[;\n]+/g, ','), rfc6532: true })
    if (list) {
      const boxes = list.flatMap((entry) => (entry.type === 'group' ? entry.addresses : [entry]))
      return boxes.flatMap((box) => mailbox(box.address, box.name))
    }
  }
  return text.split(/[;,|\n]+/).flatMap((part) => parseOne(part.trim()))
}

/** "Bob Lee <bob@x.com>", "bob@x.com ann@x.com" or, at worst, something with an @ in it. */
function parseOne(part: string): Mailbox[] {
  if (!part.includes('@')) return []
  if (PLAIN.test(part)) return mailbox(part, null)
  const box = emailAddresses.parseOneAddress({ input: part, rfc6532: true })
  if (box?.type === 'mailbox') return mailbox(box.address, box.name)
  const words = part.split(/\s+/)
  return words.every((word) => PLAIN.test(word))
    ? words.flatMap((word) => mailbox(word, null))
    : mailbox(part, null)
}

function mailbox(address: string, name: string | null): Mailbox[] {
  const raw = address.trim().toLowerCase()
  if (raw.length > MAX_EMAIL) return []
  const at = raw.lastIndexOf('@')
  const domain = raw.slice(at + 1)
  const kind = at > 0 && at <= MAX_LOCAL && !/[\s<>,;]/.test(raw) ? kindOf(domain) : 'none'
  const valid = kind !== 'none'
  return [
    {
      name: name === null ? null : cleanText(name) || null,
      email: { raw, email: valid ? raw : null, work: kind === 'work' },
    },
  ]
}

type DomainKind = 'work' | 'personal' | 'none'

/** Sheets name few domains many times. */
const kinds = new Map<string, DomainKind>()
const MAX_KINDS = 5000

function kindOf(domain: string): DomainKind {
  const known = kinds.get(domain)
  if (known !== undefined) return known
  const personal = isPersonalProvider(registrableDomain(domain) ?? domain)
  const kind = !isDomainName(domain) ? 'none' : personal ? 'personal' : 'work'
  if (kinds.size >= MAX_KINDS) kinds.clear()
  kinds.set(domain, kind)
  return kind
}

const LABEL = /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

function isDomainName(domain: string): boolean {
  const labels = domain.split('.')
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
}
