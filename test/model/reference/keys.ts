import type { Json } from '../../../src/core/json.ts'
import type { ColumnKey } from '../words.ts'
import type { Contribution, KeyKind, Keys, Label } from './contribution.ts'
import { KEEP, part, type Reading } from './read.ts'

/** From the strongest to the weakest (design section 6). */
export const KINDS: readonly KeyKind[] = ['key', 'domain', 'email', 'phone', 'name']

/** What a row says where a key comes from; undefined: it does not speak of that column. */
export type Said = (column: ColumnKey) => Reading | undefined

interface Asked {
  label: Label
  sheetId: string
  company: 'company' | 'reseller'
  said: Said
  /** What the contact of the same row says. */
  saidOfContact: Said
  before: Contribution | undefined
}

/** What an entity of a row can be known by; where a cell cannot be read, what it was known by before. */
export function keysOf(asked: Asked): Keys {
  const { before } = asked
  const keys: Keys = {}
  const put = (kind: KeyKind, own: Json | undefined, isKept: boolean): void => {
    const value = own ?? (isKept ? before?.keys[kind] : undefined)
    if (typeof value === 'string') keys[kind] = value
  }
  if (asked.label === 'Organization') putCompany(asked, put)
  if (asked.label === 'Contact') {
    const { said } = asked
    const [number, name] = [first(said('phone'), 'e164'), of(said('person'), 'folded')]
    put('email', first(said('email'), 'email'), said('email') === KEEP)
    put(
      'phone',
      number !== null && name !== null ? `${asText(number)}|${asText(name)}` : null,
      said('phone') === KEEP || said('person') === KEEP,
    )
  }
  if (asked.label === 'User') {
    const owner = asked.said('owner')
    put('email', of(owner, 'email'), owner === KEEP)
    put('name', lower(of(owner, 'name')), owner === KEEP)
  }
  return keys
}

function putCompany(
  { said, saidOfContact, sheetId, company }: Asked,
  put: (kind: KeyKind, own: Json | undefined, isKept: boolean) => void,
): void {
  const key = said('key')
  put('key', typeof key === 'string' ? `${sheetId}:${key}` : null, key === KEEP)
  const name = said(company)
  const domain = said('domain')
  // Who is unreadable today is still whom the row named before, and no guess takes the place of either.
  const unreadable = name === KEEP || domain === KEEP
  const lent = unreadable ? null : lentBy(saidOfContact('email'), of(name, 'folded'))
  put('domain', typeof domain === 'string' ? domain : lent, unreadable || saidOfContact('email') === KEEP)
  put('name', of(name, 'folded'), name === KEEP)
}

/** A work address speaks for the company of its row, where that has no other name than the domain. */
function lentBy(emails: Reading | undefined, name: Json): string | null {
  for (const email of Array.isArray(emails) ? emails : []) {
    const [, domain = ''] = asText(part(email, 'email')).split('@')
    const speaks = name === null || domain.split('.')[0] === name
    if (part(email, 'work') === true && part(email, 'email') !== null && speaks) return domain
  }
  return null
}

const of = (said: Reading | undefined, name: string): Json =>
  said === undefined || said === KEEP ? null : part(said, name)

const first = (said: Reading | undefined, name: string): Json =>
  (Array.isArray(said) ? said : []).map((one) => part(one, name)).find((value) => value !== null) ?? null

const asText = (value: Json): string => (typeof value === 'string' ? value : '')
const lower = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : null)
