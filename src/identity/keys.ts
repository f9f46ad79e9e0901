import { hash } from 'node:crypto'
import { companyDomain } from '../core/domain.ts'
import type { Json } from '../core/json.ts'
import type { NodeLabel } from '../core/labels.ts'
import type { EntityRecord } from '../mapping/record.ts'
import { lentDomain } from './companyDomain.ts'
import { type IdentityKey, type IdentityRecord, type KeyKind, KINDS_BY_STRENGTH, NO_KEYS } from './model.ts'
import { foldCompanyName, foldPersonName } from './names.ts'

type KeyValues = Partial<Record<KeyKind, string | null>>

/** Which kinds of key a field makes; what a kept field (R8, R8b, R9) keeps of the identity. */
const KINDS_OF_FIELD: Partial<Record<NodeLabel, Record<string, readonly KeyKind[]>>> = {
  // By its name a company was lent the domain of an email, or was not.
  Organization: { domain: ['domain'], website: ['domain'], emails: ['domain'], name: ['domain', 'name'] },
  Contact: {
    emails: ['email'],
    phones: ['phone'],
    name: ['phone'],
    first_name: ['phone'],
    last_name: ['phone'],
  },
  User: { emails: ['email'], name: ['name'] },
}

/** The place of an entity in a sheet, as a key: how it is remembered after its link is gone (R11). */
export const slotKey = (sheetId: string, externalId: string): IdentityKey => ({
  kind: 'slot',
  value: `${sheetId}:${externalId}`,
})

/** The keys of all records of one row; a row's first contact may lend its email's domain to its first company. */
export function identify(records: readonly EntityRecord[], context: { sheetId: string }): IdentityRecord[] {
  const company = records.find(({ label }) => label === 'Organization')
  const contact = records.find(({ label }) => label === 'Contact')
  return records.map((record) =>
    identifyOne(record, record === company ? contact : undefined, context.sheetId),
  )
}

function identifyOne(
  record: EntityRecord,
  lender: EntityRecord | undefined,
  sheetId: string,
): IdentityRecord {
  const name = foldedName(record)
  const values = keyValues(record, name, lender)
  const externalKey = record.externalKey?.trim()
  if (externalKey) values.key = `${sheetId}:${externalKey}`
  const keptKinds = keptKindsOf(record, lender)
  const keptWithName = keptKindsOf({ ...record, keep: withName(record.keep) }, undefined)
  return {
    label: record.label,
    externalId: record.externalId,
    rowId: record.rowId,
    keys: keysOf(values),
    name,
    onlyKept: record.onlyKept,
    keepsKeys: keptKinds.length + keptWithName.length > 0,
    ...(keptKinds.length + keptWithName.length > 0 && { keptKinds }),
    ...(keptWithName.length > 0 && { keptWithName }),
  }
}

function keysOf(values: KeyValues): readonly IdentityKey[] {
  const keys = KINDS_BY_STRENGTH.flatMap((kind) => {
    const value = values[kind]
    return value ? [{ kind, value: bounded(value) }] : []
  })
  return keys.length === 0 ? NO_KEYS : keys
}

/** Longer keys stand for themselves as a digest: Postgres indexes no more than about 2,700 bytes. */
const MAX_KEY_LENGTH = 300

const bounded = (value: string): string =>
  value.length <= MAX_KEY_LENGTH ? value : `sha256:${hash('sha256', value, 'base64url')}`

function keyValues(record: EntityRecord, name: string | null, lender: EntityRecord | undefined): KeyValues {
  const { fields } = record.contribution
  if (record.label === 'Organization') return { domain: organizationDomain(record, name, lender), name }
  if (record.label === 'User') return { email: firstOf(fields['emails'], 'email'), name }
  if (record.label !== 'Contact') return {}
  const phone = firstOf(fields['phones'], 'e164')
  return {
    email: firstOf(fields['emails'], 'email'),
    phone: phone !== null && name !== null ? `${phone}|${name}` : null,
  }
}

function organizationDomain(
  record: EntityRecord,
  name: string | null,
  lender: EntityRecord | undefined,
): string | null {
  const { fields } = record.contribution
  const domain = siteDomain(fields['domain']) ?? siteDomain(fields['website'])
  // What is only unreadable today must not be replaced by a guess: nor a name, which may be that of another company.
  if (domain !== null || ['domain', 'website', 'name'].some((field) => record.keep.includes(field)))
    return domain
  const emails = [fields['emails'], lender?.contribution.fields['emails']].flatMap((list) =>
    textsOf(list, 'email'),
  )
  const lent = emails.map((email) => lentDomain(email, name))
  return lent.find((candidate) => candidate !== null) ?? null
}

const siteDomain = (site: Json | undefined): string | null =>
  typeof site === 'string' ? companyDomain(site) : null

const WITH_NAME = 'with_name:'

/** Fields that stay only as long as the row names the same person (mapping/record.ts). */
const withName = (keep: readonly string[]): string[] =>
  keep.filter((kept) => kept.startsWith(WITH_NAME)).map((kept) => kept.slice(WITH_NAME.length))

function keptKindsOf(record: EntityRecord, lender: EntityRecord | undefined): KeyKind[] {
  const kinds = new Set<KeyKind>(record.keep.includes('externalKey') ? ['key'] : [])
  for (const field of record.keep) {
    for (const kind of KINDS_OF_FIELD[record.label]?.[field] ?? []) kinds.add(kind)
  }
  if (lender?.keep.includes('emails')) kinds.add('domain')
  return [...kinds]
}

function foldedName({ label, contribution: { fields } }: EntityRecord): string | null {
  const name = text(fields['name'])
  if (label === 'Organization') return name === null ? null : foldCompanyName(name)
  if (label !== 'Contact' && label !== 'User') return null
  const parts = [text(fields['first_name']), text(fields['last_name'])].flatMap((part) => part ?? [])
  return foldPersonName(name ?? parts.join(' '))
}

const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null

const firstOf = (list: Json | undefined, property: string): string | null =>
  textsOf(list, property)[0] ?? null

/** The texts under `property` in a list of satellites (emails, phones). */
function textsOf(list: Json | undefined, property: string): string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item) => {
    const value = item !== null && typeof item === 'object' && !Array.isArray(item) ? item[property] : null
    return typeof value === 'string' ? [value] : []
  })
}
