import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/json.ts'
import { ISSUES } from '../../../src/mapping/issues.ts'
import type { MappedRow } from '../../../src/mapping/record.ts'
import type { Column } from '../../../src/smartsheet/model.ts'
import { canonicalJson } from '../../support/canonicalJson.ts'
import { cells, COLUMNS } from './arbitraries.ts'
import { mapRows, rowOf, yaml, type RawCell } from './build.ts'

const MAPPING = yaml(`
entities:
  - type: organization
    when: { column: C0, isNot: skip }
    fields: { name: C0, domain: C1, website: C2, employees: C3, relationship: C4, stage: C5, phone: C6, email: C7, country: C8, tags: C9, owner: C10, externalKey: C11 }
  - type: contact
    fields: { name: C1, email: C2, additionalEmails: C3, phone: C4, address: { columns: [C5, C6], join: ", " }, tags: C7, owner: C8 }
  - { type: contact, fields: { from: C9, jobTitle: C10 } }
  - type: opportunity
    fields: { name: C2, amount: C3, currency: C4, stage: C5, likelihoodRate: C6, closeDate: C7, closedAt: C8, createdAt: C9, tags: C10 }
  - { type: logEntry, fields: { content: C4, startedAt: C5 } }
customFields: [C0, C3, C12, C13]
hierarchy: inherit
defaults: { country: DE, currency: EUR, dateOrder: dmy }`)

/** All that a mapping can say beside fields: `values`, conditions, `stages`, and custom fields that it does not list. */
const RICH = yaml(`
entities:
  - type: organization
    fields: { name: C0, relationship: { column: C4, values: { Won: CUSTOMER, 'true': PROSPECT, '#REF': null } }, tags: { column: C10, values: { Won: Customer, Customer: null } } }
  - type: contact
    when: [{ column: C1, blank: false }, { column: C9, isNot: [Won, 'true'] }]
    fields: { name: C2, email: { column: C7, onBlank: keep }, mobile: { const: 030 1234567 } }
  - type: opportunity
    when: { column: C5, is: [Won, Customer, true, 0] }
    fields: { name: { columns: [C3, C5], join: ' / ' }, amount: C11, stage: { column: C5, values: { 'true': Signed, '0': Dead } } }
    stages: { won: [Signed, Customer], lost: [Dead], suspended: [] }
customFields: unmapped
customFieldsOf: organization
onBlank: keep`)

/** The same as a database gives it back: keys in another order. */
function stored<T>(value: T): T {
  if (Array.isArray(value)) return value.map(stored) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, stored(item)]),
  ) as T
}

const mapped = (
  raw: Record<string, RawCell>,
  columns: readonly Column[] = COLUMNS,
  mapping = MAPPING,
): MappedRow => {
  const [row] = mapRows(mapping, columns, [rowOf(columns, raw)])
  if (!row) throw new Error('a row was lost')
  return row
}

/** Everything that Postgres would refuse or change. */
function unstorable(value: unknown): unknown[] {
  if (typeof value === 'string') return !value.isWellFormed() || value.includes('\0') ? [value] : []
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => [...unstorable(key), ...unstorable(item)])
  return typeof value === 'symbol' || typeof value === 'undefined' ? [String(value)] : []
}

describe('whatever a sheet holds', () => {
  it('a cell of any JSON never throws, and all that comes of it can be stored (R5, R20)', () => {
    fc.assert(
      fc.property(cells, (raw) => {
        const row = mapped(raw)
        expect(unstorable(row)).toEqual([])
        expect(['mapped', 'empty', 'rejected']).toContain(row.outcome)
        expect(row.issues.every((issue) => Object.hasOwn(ISSUES, issue.code))).toBe(true)
        if (row.outcome === 'rejected')
          expect(row.issues.some((issue) => issue.severity === 'error')).toBe(true)
        for (const { contribution } of row.records) {
          const { fields } = contribution
          for (const field of ['amount', 'max_amount'])
            if (typeof fields[field] === 'string') expect(fields[field]).toMatch(/^-?\d+(\.\d+)?$/)
          for (const field of ['estimated_closed_at', 'closed_at', 'created_at', 'started_at'])
            if (typeof fields[field] === 'string')
              expect(fields[field]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
          const rate = fields['likelihood_rate']
          if (typeof rate === 'number') expect(Number.isInteger(rate) && rate >= 0 && rate <= 100).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('a field is either said, or kept, or not mapped: never two of these', () => {
    fc.assert(
      fc.property(cells, (raw) => {
        for (const { contribution, keep } of mapped(raw).records) {
          const both = keep.filter(
            (name) =>
              Object.hasOwn(contribution.fields, name) ||
              Object.hasOwn(contribution.custom ?? {}, name.replace('custom:', '')),
          )
          expect(both).toEqual([])
          expect(new Set(keep).size).toBe(keep.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('mapping twice, from columns, cells and fields in any order, gives the same hashes (R3, R13)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(MAPPING, RICH),
        cells,
        fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }),
        fc.boolean(),
        (mapping, raw, columns, reversed) => {
          const entries = Object.entries(raw)
          const reordered = Object.fromEntries(reversed ? entries.reverse() : entries)
          const hashes = (row: MappedRow) => row.records.map((record) => record.hash)
          expect(hashes(mapped(reordered, columns, stored(mapping)))).toEqual(
            hashes(mapped(raw, COLUMNS, mapping)),
          )
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('equal hashes are equal contributions', () => {
    fc.assert(
      fc.property(cells, cells, (one, other) => {
        const said = (row: MappedRow) =>
          row.records.map(
            ({ hash, ...record }) =>
              [hash, canonicalJson(JSON.parse(JSON.stringify(record)) as Json)] as const,
          )
        const first = new Map(said(mapped(one)))
        for (const [hash, content] of said(mapped(other))) {
          if (first.has(hash)) expect(first.get(hash)).toBe(content)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('rows come out once each, whatever the order of parents and children and the size of pages', () => {
    const tree = fc.array(fc.option(fc.nat(30), { nil: null }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(tree, (parents) => {
        const rows = parents.map((parent, i) =>
          rowOf(
            COLUMNS,
            { C0: i % 3 ? `n${i}` : null, C2: `x${i}` },
            { id: String(i), parentId: parent === null ? null : String(parent) },
          ),
        )
        const ids = mapRows(MAPPING, COLUMNS, rows).map((row) => row.rowId)
        expect(ids.sort()).toEqual(rows.map((row) => row.id).sort())
      }),
      { numRuns: 300 },
    )
  })
})
