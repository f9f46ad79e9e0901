import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellInputs } from '../../simulator/store/rows.ts'
import type { Json } from '../../src/core/json.ts'
import type { EntityRecord } from '../../src/mapping/record.ts'
import { parseBody } from '../../src/smartsheet/body.ts'
import { sheetState } from '../support/mixedSheet.ts'
import { RANDOM_RUNS, seedsOf } from '../support/randomRuns.ts'
import { useSyncs } from '../support/syncStage.ts'
import { cells, COLUMNS } from '../unit/mapping/arbitraries.ts'
import { columnsOf, mapRows, type RawCell, rowOf, yaml } from '../unit/mapping/build.ts'

const stage = useSyncs()

const ROWS = 300
/** A key for each row: no two of them make one entity, so that all of a graph row comes from one row of the sheet. */
const MAPPING = yaml(`
entities:
  - type: organization
    fields: { name: C0, domain: C1, website: C2, employees: C3, relationship: C4, stage: C5, phone: C6, email: C7, country: C8, tags: C9, owner: C10, industry: C11, description: C12, address: C13, externalKey: Id }
  - type: contact
    fields: { name: C1, email: C2, additionalEmails: C3, phone: C4, address: { columns: [C5, C6], join: ", " }, tags: C7, owner: C8, jobTitle: C9, prefix: C10, timezone: C11, zip: C12, externalKey: Id }
  - { type: contact, fields: { from: C9 } }
  - type: opportunity
    fields: { name: C2, amount: C3, currency: C4, stage: C5, likelihoodRate: C6, closeDate: C7, closedAt: C8, createdAt: C9, tags: C10, type: C11, nextSteps: C12, notes: C13, externalKey: Id }
  - { type: logEntry, fields: { content: C4, startedAt: C5 } }
customFields: [C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13]
defaults: { country: DE, currency: EUR, dateOrder: dmy }`)

/** As it comes over the wire: NaN is null, large whole numbers are texts, and so on. */
const overTheWire = <T>(value: T): T => parseBody(Buffer.from(JSON.stringify(value))) as T

/** A cell goes over the wire as it was drawn, whatever the simulator's types say of cells. */
const served = (raw: Record<string, RawCell>, id: string): CellInputs => {
  const inputs = Object.entries(raw).map(([title, cell]) => [title, { raw: cell }])
  return { ...(Object.fromEntries(inputs) as CellInputs), Id: id }
}

/** What the mapper says of the sheet that the simulator holds, by label and slot. */
function mapped(sheet: number, drawn: readonly Record<string, RawCell>[]): Map<string, EntityRecord> {
  const state = sheetState(stage.simulator, sheet)
  const about = state.columns.map(({ id, title, type }) => [title, { id: String(id), type }] as const)
  const columns = columnsOf(Object.fromEntries(about))
  const rows = state.rows.map(({ id, createdAt, modifiedAt }, at) =>
    rowOf(columns, overTheWire({ ...drawn[at], Id: `key ${at}` }), {
      ...{ id: String(id), rowNumber: at + 1, createdAt, modifiedAt },
      permalink: `${state.permalink}?rowId=${id}`,
    }),
  )
  const records = mapRows(MAPPING, columns, rows).flatMap((row) => row.records)
  return new Map(
    records.map((record) => [
      `${record.label} ${record.externalId}`,
      JSON.parse(JSON.stringify(record)) as EntityRecord,
    ]),
  )
}

type Row = Record<string, unknown>

/** As Postgres spells a value of the column. */
const spelled = (column: string, value: Json | undefined): unknown => {
  if (value === null || value === undefined) return column === 'internal_stage' ? 'OPEN' : null
  if (typeof value === 'number' && column === 'employees') return String(value)
  return typeof value === 'string' && column.endsWith('_at') ? new Date(value) : value
}

/** Columns of the node that the contribution speaks of, as they should be. */
const expectedColumns = (node: Row, { contribution }: EntityRecord): Row => ({
  ...Object.fromEntries(
    Object.entries(contribution.fields)
      .filter(([column, value]) => column in node && !(column === 'created_at' && value === null))
      .map(([column, value]) => [column, spelled(column, value)]),
  ),
  ...(contribution.custom && { custom_fields: contribution.custom }),
})

const TABLES = {
  Organization: 'organization',
  Contact: 'contact',
  Opportunity: 'opportunity',
  LogEntry: 'log_entry',
  User: '"user"',
} as const

/** What hangs on a node: by the node's id, as the contribution spells it. */
const HUNG = `
  select h.organization_id as id, 'emails' as field, jsonb_build_object('raw', e.raw_email, 'email', e.email, 'work', e.work) as item
  from graph.organization_has_email h join graph.email e on e.tenant = h.tenant and e.id = h.email_id where h.tenant = $1
  union all
  select h.contact_id, 'emails', jsonb_build_object('raw', e.raw_email, 'email', e.email, 'work', e.work)
  from graph.contact_has_email h join graph.email e on e.tenant = h.tenant and e.id = h.email_id where h.tenant = $1
  union all
  select h.organization_id, 'phones', to_jsonb(p.raw_phone_number)
  from graph.organization_has_phone_number h join graph.phone_number p on p.tenant = h.tenant and p.id = h.phone_number_id where h.tenant = $1
  union all
  select h.contact_id, 'phones', to_jsonb(p.raw_phone_number)
  from graph.contact_has_phone_number h join graph.phone_number p on p.tenant = h.tenant and p.id = h.phone_number_id where h.tenant = $1
  union all
  select h.id, 'tags', to_jsonb(t.name)
  from (
    select tenant, organization_id as id, tag_id from graph.organization_tagged
    union all select tenant, contact_id, tag_id from graph.contact_tagged
    union all select tenant, opportunity_id, tag_id from graph.opportunity_tagged
  ) h join graph.tag t on t.tenant = h.tenant and t.id = h.tag_id where h.tenant = $1
  union all
  select h.id, 'location', to_jsonb(l) - '{id,tenant,source,source_of_truth,app_source,created_at,updated_at}'::text[]
  from (
    select tenant, organization_id as id, location_id from graph.organization_associated_with_location
    union all select tenant, contact_id, location_id from graph.contact_associated_with_location
  ) h join graph.location l on l.tenant = h.tenant and l.id = h.location_id where h.tenant = $1`

const LISTS = ['emails', 'phones', 'tags', 'location'] as const

/** The satellites that a contribution wants, in the same spelling. */
function wanted({ label, contribution }: EntityRecord): Row {
  if (label !== 'Organization' && label !== 'Contact' && label !== 'Opportunity') return {}
  const lists = LISTS.flatMap((field): [string, Json[]][] => {
    const value = contribution.fields[field] ?? null
    if (value === null) return []
    const items = Array.isArray(value) ? value : [value]
    return [[field, field === 'phones' ? items.map((item) => (item as { raw: string }).raw) : items]]
  })
  return Object.fromEntries(lists.map(([field, items]) => [field, sorted(items)]))
}

const sorted = (items: readonly unknown[]): unknown[] =>
  items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

describe('R5 R20 rows of any JSON', () => {
  it.each(seedsOf(Math.ceil(RANDOM_RUNS / 10)))(
    'are stored by Postgres, and given back as they were mapped (seed %i)',
    async (seed) => {
      const drawn = fc.sample(cells, { numRuns: ROWS, seed })
      const sheet = stage.simulator.sheets.createSheet({
        name: 'Anything',
        columns: [{ title: 'Id', primary: true }, ...COLUMNS.map(({ title, type }) => ({ title, type }))],
        rows: drawn.map((raw, at) => ({ cells: served(raw, `key ${at}`) })),
      })
      await stage.connect(sheet, { mapping: MAPPING })
      const report = await stage.sync(sheet)
      expect(report).toMatchObject({ errorCode: null, rowsRead: ROWS })

      const expected = mapped(sheet, drawn)
      const links = await stage.rows<{ slot: string; node_id: string; hash: string; payload: Row }>(
        `select node_label || ' ' || external_id as slot, node_id, payload_hash as hash, payload - 'keys' as payload
       from graph.is_linked_with where tenant = $1`,
      )
      // What only keeps something is nothing where there was nothing before (R8b).
      const lasting = [...expected].filter(([, record]) => !record.onlyKept)
      expect(new Set(links.map(({ slot }) => slot))).toEqual(new Set(lasting.map(([slot]) => slot)))
      for (const { slot, hash, payload } of links)
        expect([slot, hash, payload]).toEqual([
          slot,
          expected.get(slot)?.hash,
          expected.get(slot)?.contribution,
        ])

      const hung = Map.groupBy(
        await stage.rows<{ id: string; field: string; item: unknown }>(HUNG),
        ({ id }) => id,
      )
      const linksOf = Map.groupBy(links, ({ node_id }) => node_id)
      let compared = 0
      for (const [label, table] of Object.entries(TABLES)) {
        for (const node of await stage.rows(`select * from graph.${table} where tenant = $1`)) {
          const [link, ...others] = linksOf.get(String(node['id'])) ?? []
          const record = expected.get(link?.slot ?? '')
          if (record === undefined || others.length > 0) continue
          expect(node, label).toMatchObject(expectedColumns(node, record))
          const lists = Map.groupBy(hung.get(String(node['id'])) ?? [], ({ field }) => field)
          const found = [...lists].map(([field, items]) => [field, sorted(items.map(({ item }) => item))])
          if (label !== 'User') expect(Object.fromEntries(found), label).toEqual(wanted(record))
          compared += 1
        }
      }
      expect(compared).toBeGreaterThan(3 * ROWS)
    },
  )
})
