import type { Json } from '../../src/core/json.ts'
import type { EntityRecord } from '../../src/mapping/record.ts'
import { email, record, type RecordSketch } from './records.ts'

/** Numbers from 0 up to 1 that a seed determines (mulberry32), so that a failure can be run again. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Random = ReturnType<typeof randomOf>
export const chance = (random: Random, probability: number): boolean => random() < probability
export const pick = <T>(random: Random, values: readonly [T, ...T[]]): T =>
  values[Math.floor(random() * values.length)] ?? values[0]

/** How sheets differ from each other in kind; one of them keeps it for its life, as a mapping does. */
export interface SheetStyle {
  /** Companies have an external key. */
  keyed: boolean
  /** Cells whose previous contribution stays (R8b). */
  keeps: boolean
}

/** Rows by id. */
export type RandomSheet = Map<string, EntityRecord[]>

const COMPANIES: [Json, ...Json[]] = ['ACME', 'Acme Inc.', 'Globex', 'Initech', null]
const SITES: [Json, ...Json[]] = ['acme.example', 'globex.example', null, null]
const PEOPLE: [Json, ...Json[]] = ['Ann Lee', 'Bob Ray', 'Cid Fox', null]
const EMAILS: [string, ...string[]] = ['ann@acme.example', 'bob@globex.example', 'cid@mail.example']
const PHONES: [string, ...string[]] = ['+49301', '+49302']
const TITLES: [Json, ...Json[]] = ['Buyer', 'Boss', null]
const TAGS: [Json, ...Json[]] = [['hot'], ['cold', 'hot'], null]
const PLACES: [Json, ...Json[]] = ['Bonn', 'Rome']
const NOTES: [Json, ...Json[]] = [1, 'two', null]
const MOMENTS: [string, ...string[]] = [
  '2026-01-01T00:00:00Z',
  '2026-01-02T00:00:00Z',
  '2026-01-03T00:00:00Z',
]

const emails = (random: Random): Json =>
  chance(random, 0.3)
    ? null
    : [...new Set([pick(random, EMAILS), ...(chance(random, 0.3) ? [pick(random, EMAILS)] : [])])].map(email)

const phones = (random: Random): Json =>
  chance(random, 0.6)
    ? null
    : [pick(random, PHONES)].map((raw) => ({ raw, e164: raw, countryCodeA2: 'DE', label: 'WORK' }))

const location = (random: Random): Json =>
  chance(random, 0.5) ? null : { locality: pick(random, PLACES), country: 'X', country_code_a2: null }

const custom = (random: Random): Record<string, Json> =>
  chance(random, 0.5) ? {} : { Note: pick(random, NOTES) }

/** A row of a pipeline: a company, one or two people, a deal, a note and an owner, any of which may be absent. */
export function randomRow(random: Random, rowId: string, style: SheetStyle): EntityRecord[] {
  const modified = pick(random, MOMENTS)
  const has = { company: chance(random, 0.8), second: chance(random, 0.2), deal: chance(random, 0.6) }
  const sketches: Omit<RecordSketch, 'modified'>[] = []
  const organization = has.company ? rowId : null
  const owner = chance(random, 0.5) ? rowId : null
  if (owner)
    sketches.push({
      label: 'User',
      row: rowId,
      fields: { name: pick(random, PEOPLE), emails: emails(random) },
    })
  if (has.company) sketches.push({ ...company(random, style), row: rowId, refs: { owner } })
  const contacts = has.second ? [rowId, `${rowId}:2`] : [rowId]
  for (const row of contacts) sketches.push({ ...contact(random), row, refs: { organization } })
  if (has.deal)
    sketches.push({
      label: 'Opportunity',
      row: rowId,
      fields: { name: 'Deal', amount: pick(random, ['1', '2.50', null]), tags: pick(random, TAGS) },
      refs: { organization, owner, contacts },
      custom: custom(random),
    })
  sketches.push({
    label: 'LogEntry',
    row: rowId,
    fields: { content: pick(random, TITLES) },
    refs: { organization, contact: rowId, opportunity: has.deal ? rowId : null },
  })
  return sketches.map((sketch) => record({ ...kept(random, sketch, style), modified }))
}

function company(random: Random, { keyed }: SheetStyle): Omit<RecordSketch, 'row'> {
  const relationship = pick(random, ['PROSPECT', 'CUSTOMER', null])
  return {
    label: 'Organization',
    fields: {
      name: pick(random, COMPANIES),
      website: pick(random, SITES),
      industry: pick(random, TITLES),
      relationship,
      stage: relationship === null ? pick(random, ['TRIAL', null]) : null,
      tags: pick(random, TAGS),
      location: location(random),
      phones: phones(random),
    },
    ...(keyed && chance(random, 0.5) && { externalKey: pick(random, ['k1', 'k2']) }),
  }
}

const contact = (random: Random): Omit<RecordSketch, 'row'> => ({
  label: 'Contact',
  fields: {
    name: pick(random, PEOPLE),
    emails: emails(random),
    phones: phones(random),
    job_title: pick(random, TITLES),
    tags: pick(random, TAGS),
    location: location(random),
  },
  custom: custom(random),
})

function kept<T extends Omit<RecordSketch, 'modified'>>(random: Random, sketch: T, { keeps }: SheetStyle): T {
  if (!keeps || !chance(random, 0.2)) return sketch
  const field = pick(random, ['industry', 'name', 'emails', 'tags'])
  const fields = Object.fromEntries(Object.entries(sketch.fields).filter(([name]) => name !== field))
  return { ...sketch, fields, keep: [field] }
}

/** One thing that happens to a sheet: a row is added, edited or deleted. */
export function randomEdit(random: Random, sheet: RandomSheet, style: SheetStyle): void {
  const rowId = String(1 + Math.floor(random() * 6))
  if (sheet.has(rowId) && chance(random, 0.3)) sheet.delete(rowId)
  else sheet.set(rowId, randomRow(random, rowId, style))
}

export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
