import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupRecords } from '../../../src/identity/group.ts'
import type { Assignment, IdentityRecord } from '../../../src/identity/model.ts'
import { resolve } from '../../../src/identity/resolve.ts'
import { company, counter, createMemory, deal, person, untold } from './memory.ts'

/** Absent often enough: records that lack the stronger keys are those that join others. */
const optional = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 })

const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

// Few values, so that records collide in every way; names enough to overcrowd an email.
const NAMES = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus', 'hal']
const companyKeys = (sheetId: string) =>
  fc.record({
    key: optional([`${sheetId}:k1`, `${sheetId}:k2`]),
    domain: optional(['a.com', 'b.com', 'c.com']),
    name: optional(['acme', 'bolt']),
  })
const personKeys = fc.record({
  email: optional(['x@a.com', 'y@a.com']),
  phone: optional(['+491', '+492']),
  name: optional(NAMES),
})

const kept = fc.record({ keepsKeys: fc.boolean(), onlyKept: fc.constantFrom(false, false, false, true) })

const RECORDS = {
  company: (sheetId: string, slot: string) =>
    companyKeys(sheetId).map((keys) => company(slot, defined(keys))),
  person: (_: string, slot: string) => personKeys.map((keys) => person(slot, defined(keys))),
  deal: (sheetId: string, slot: string) =>
    optional([`${sheetId}:d1`, `${sheetId}:d2`]).map((key) => deal(slot, key)),
}
type Kind = keyof typeof RECORDS

const recordAt = (
  sheetId: string,
  slot: number,
  kinds: readonly Kind[] = ['company', 'person', 'deal'],
): fc.Arbitrary<IdentityRecord> =>
  fc
    .tuple(fc.oneof(...kinds.map((kind) => RECORDS[kind](sheetId, `r${slot}`))), kept)
    .map(([record, keeps]) => ({ ...record, ...keeps }))

const slot = fc.integer({ min: 1, max: 24 })

/** Often of one kind of record: among a few of each kind hardly any share a key, let alone a mailbox. */
const sheetOf = (sheetId: string) =>
  fc
    .tuple(
      fc.uniqueArray(slot, { maxLength: 20, size: 'max' }),
      fc.constantFrom<Kind[]>(['company', 'person', 'deal'], ['company'], ['person']),
    )
    .chain(([slots, kinds]) => fc.tuple(...slots.map((at) => recordAt(sheetId, at, kinds))))
const sheet = sheetOf('s1')

/** Syncs of two sheets in any order: a past as it can really be. */
const past = fc.array(
  fc
    .constantFrom('s1', 's2')
    .chain((sheetId) => fc.record({ sheetId: fc.constant(sheetId), records: sheetOf(sheetId) })),
  { maxLength: 5 },
)

function remembering(
  reads: readonly { sheetId: string; records: readonly IdentityRecord[] }[],
): ReturnType<typeof createMemory> {
  const memory = createMemory()
  for (const { sheetId, records } of reads) memory.sync(sheetId, records)
  return memory
}

/** Records that keep earlier keys, or count only when linked, depend on the past by their nature. */
const withoutPast = (record: IdentityRecord): IdentityRecord => ({
  ...record,
  keepsKeys: false,
  onlyKept: false,
})

const slotOf = ({ label, externalId }: Pick<IdentityRecord, 'label' | 'externalId'>): string =>
  `${label} ${externalId}`

const keysOf = ({ label, keys }: IdentityRecord): string[] =>
  keys.map(({ kind, value }) => [label, kind, value].join())

/** Slots of one entity, joined; sorted. */
const partition = (assignments: readonly Assignment[]): string[] =>
  [...Map.groupBy(assignments, ({ label, nodeId }) => `${label} ${nodeId}`).values()]
    .map((members) => members.map(slotOf).sort().join())
    .sort()

const runs = { numRuns: fc.readConfigureGlobal().numRuns ?? 300 }

describe('resolve, for every sheet and past', () => {
  test('R6 the order of records and of history does not matter', () => {
    const shuffles = fc.infiniteStream(fc.nat())
    const property = fc.property(past, sheet, shuffles, (reads, records, random) => {
      const shuffle = <T>(list: readonly T[]): T[] =>
        list
          .map((item) => ({ item, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item)
      const history = remembering(reads).history('s1', records)
      const shuffled = { ...history, known: shuffle(history.known), links: shuffle([...history.links]) }
      expect(resolve(shuffle(records), shuffled, counter())).toEqual(resolve(records, history, counter()))
    })
    fc.assert(property, runs)
  })

  test('R6 which records belong together does not depend on history', () => {
    const property = fc.property(past, sheet, (reads, mixed) => {
      const records = mixed.map(withoutPast)
      const history = remembering(reads).history('s1', records)
      expect(partition(resolve(records, history, counter()).assignments)).toEqual(
        partition(resolve(records, { ...untold, sheetId: 's1' }, counter()).assignments),
      )
    })
    fc.assert(property, runs)
  })

  test('R6 no entity is given to two groups, and each record that counts has one', () => {
    const property = fc.property(past, sheet, (reads, records) => {
      const history = remembering(reads).history('s1', records)
      const { assignments, dropped } = resolve(records, history, counter())
      expect([...assignments, ...dropped].map(({ externalId }) => externalId).sort()).toEqual(
        records.map(({ externalId }) => externalId).sort(),
      )
      const labels = Map.groupBy(assignments, ({ nodeId }) => nodeId)
      for (const members of labels.values()) {
        expect(new Set(members.map(({ label }) => label)).size).toBe(1)
      }
    })
    fc.assert(property, runs)
  })

  test('R6 as many entities as groups of the content', () => {
    const property = fc.property(past, sheet, (reads, mixed) => {
      const records = mixed.map(withoutPast)
      const { assignments } = resolve(records, remembering(reads).history('s1', records), counter())
      expect(new Set(assignments.map(({ nodeId }) => nodeId)).size).toBe(groupRecords(records).groups.length)
    })
    fc.assert(property, runs)
  })

  test('R6 a key is claimed for one entity only', () => {
    const property = fc.property(past, sheet, (reads, records) => {
      const { assignments } = resolve(records, remembering(reads).history('s1', records), counter())
      const owners = new Map<string, string>()
      for (const { label, nodeId, keys } of assignments) {
        for (const { kind, value } of keys) {
          const token = `${label} ${kind} ${value}`
          expect(owners.get(token) ?? nodeId).toBe(nodeId)
          owners.set(token, nodeId)
        }
      }
    })
    fc.assert(property, runs)
  })

  test('R13 the same content again changes nothing', () => {
    const property = fc.property(past, sheet, (reads, mixed) => {
      // A kept key that two groups bear is claimed by none, so that the next read no longer knows it.
      const records = mixed.map((record) => ({ ...record, keepsKeys: false }))
      const memory = remembering(reads)
      const first = memory.sync('s1', records)
      const second = memory.sync('s1', records)
      expect(second.assignments).toEqual(first.assignments)
      expect(second.dropped).toEqual(first.dropped)
    })
    fc.assert(property, runs)
  })

  test('R7 syncing the sheets by turns comes to rest: no entity moves any more', () => {
    const property = fc.property(sheet, sheetOf('s2'), (one, two) => {
      const memory = remembering([
        { sheetId: 's1', records: one },
        { sheetId: 's2', records: two },
        { sheetId: 's1', records: one },
        { sheetId: 's2', records: two },
      ])
      const rest = [memory.sync('s1', one), memory.sync('s2', two)]
      expect([memory.sync('s1', one), memory.sync('s2', two)]).toEqual(rest)
    })
    fc.assert(property, runs)
  })

  test('R6 an edit of one record leaves the entities of groups that it does not touch', () => {
    const edit = fc.tuple(
      sheet,
      slot.chain((at) => recordAt('s1', at)),
    )
    // Of one sheet: an edit may prove that an entity of another sheet is not this sheet's namesake.
    const property = fc.property(fc.array(sheet, { maxLength: 4 }), edit, (reads, [mixed, changed]) => {
      const records = mixed.map(withoutPast)
      const memory = remembering(reads.map((read) => ({ sheetId: 's1', records: read })))
      const before = memory.sync('s1', records)
      const edited = [
        ...records.filter(({ externalId }) => externalId !== changed.externalId),
        withoutPast(changed),
      ]
      const untouched = new Set(partition(before.assignments))
      const after = memory.sync('s1', edited)
      const nodeBefore = new Map(before.assignments.map((a) => [slotOf(a), a.nodeId]))
      // A key that two groups bear names neither; when the edit takes one of them away, it names the other.
      const both = [...records, ...edited]
      const touching = both.filter((record) => slotOf(record) === slotOf(changed)).flatMap(keysOf)
      const touched = both
        .filter((record) => keysOf(record).some((key) => touching.includes(key)))
        .map(slotOf)
      for (const slots of partition(after.assignments).filter((group) => untouched.has(group))) {
        if (slots.split(',').some((one) => one === slotOf(changed) || touched.includes(one))) continue
        const first = slots.split(',')[0] ?? ''
        expect(after.assignments.find((a) => slotOf(a) === first)?.nodeId).toBe(nodeBefore.get(first))
      }
    })
    fc.assert(property, runs)
  })
})
