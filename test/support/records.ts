import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Json } from '../../src/core/json.ts'
import type { NodeLabel } from '../../src/core/labels.ts'
import type { RemovalWarrant } from '../../src/core/warrant.ts'
import { transaction } from '../../src/db/transaction.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { mergeSheet, type MergeResult } from '../../src/graph/merge.ts'
import { stageRecords } from '../../src/graph/stage.ts'
import { identify } from '../../src/identity/keys.ts'
import type { EntityRecord, ExternalSource } from '../../src/mapping/record.ts'
import { decideIdentity } from '../../src/sync/decide.ts'
import { canonicalJson } from './canonicalJson.ts'

const SOURCES: Partial<Record<NodeLabel, ExternalSource>> = {
  Organization: 'company',
  Contact: 'contact',
  Opportunity: 'deal',
  User: 'owner',
  LogEntry: 'note',
  InteractionSession: 'discussion',
}

/** What a test says of one record; the rest is filled in. `row` may carry a slot: `7:2`. */
export interface RecordSketch {
  label: NodeLabel
  row: string
  fields: Record<string, Json>
  refs?: EntityRecord['contribution']['refs']
  custom?: Record<string, Json>
  modified?: string
  keep?: string[]
  onlyKept?: boolean
  externalKey?: string
}

export function record(sketch: RecordSketch): EntityRecord {
  const { label, row, fields, refs = {}, custom, keep = [], onlyKept = false, externalKey } = sketch
  const rowId = row.replace(/:.*/, '')
  return {
    label,
    externalId: row,
    externalSource: SOURCES[label] ?? 'comment',
    rowId,
    url: `https://sheets.example/row/${rowId}`,
    rowModifiedAt: sketch.modified ?? '2026-01-01T00:00:00Z',
    contribution: { fields, refs, ...(custom && { custom }) },
    keep,
    onlyKept,
    ...(externalKey !== undefined && { externalKey }),
    hash: canonicalJson([fields, refs, custom ?? null, keep]),
  }
}

export const email = (raw: string): Json => ({ raw, email: raw, work: true })

/** A company record of a row. */
export const company = (row: string, fields: object, more: Partial<RecordSketch> = {}) =>
  record({ label: 'Organization', row, fields: { ...fields }, ...more })
/** A contact record of a row. */
export const contact = (row: string, fields: object, more: Partial<RecordSketch> = {}) =>
  record({ label: 'Contact', row, fields: { ...fields }, ...more })

/** One row with an owner, a company, a contact, a deal and a note. */
export const pipeline = (): EntityRecord[] => [
  record({ label: 'User', row: '1', fields: { name: 'Olga', emails: [email('olga@us.example')] } }),
  company(
    '1',
    { name: 'ACME', website: 'acme.example', employees: 12, tags: ['key', 'new'] },
    { refs: { owner: '1' } },
  ),
  contact(
    '1',
    {
      name: 'Bob Lee',
      emails: [email('bob@acme.example'), email('bob@home.example')],
      phones: [{ raw: '+49 30 1234567', e164: '+49301234567', countryCodeA2: 'DE', label: 'WORK' }],
      job_title: 'Buyer',
    },
    { refs: { organization: '1' }, custom: { Married: false, Children: 2, Tools: ['a', 'b, c'] } },
  ),
  record({
    label: 'Opportunity',
    row: '1',
    fields: {
      name: 'Big deal',
      amount: '1200.50',
      currency: 'EUR',
      external_stage: 'New',
      internal_stage: 'OPEN',
    },
    refs: { organization: '1', owner: '1', contacts: ['1'] },
  }),
  record({
    label: 'LogEntry',
    row: '1',
    fields: { content: 'Called', content_type: 'text/plain', started_at: '2026-01-01T00:00:00Z' },
    refs: { organization: '1', contact: '1', opportunity: '1' },
  }),
]

export interface MergeTarget {
  pool: Pool
  tenant?: string
  sheetId?: string
}

export interface MergeOptions {
  full?: boolean
  allowRemovals?: boolean
}

/** Stages and merges these records as the whole of a sheet; identity is decided by the real thing. */
export async function mergeRecords(
  { pool, tenant = 'acme', sheetId = '1' }: MergeTarget,
  records: readonly EntityRecord[],
  { full = false, allowRemovals = false }: MergeOptions = {},
): Promise<MergeResult & { runId: string }> {
  const runId = randomUUID()
  await stageRecords(pool, runId, records)
  const rows = Map.groupBy(records, ({ rowId }) => rowId)
  const identified = [...rows.values()].flatMap((row) => identify(row, { sheetId }))
  const result = await transaction(pool, async (client) => {
    await lockTenant(client, tenant)
    const { assignments } = await decideIdentity(client, { tenant, sheetId, runId }, identified)
    return mergeSheet({ client, tenant, sheetId, runId, full, recalled: false, describe: 0 }, assignments, {
      warrant: {} as RemovalWarrant,
      upTo: allowRemovals ? Infinity : 0,
    })
  })
  return { ...result, runId }
}

/**
 * The newest transaction that wrote each graph table, and how many rows there are: equal before and after
 * means that no row was written.
 */
export async function graphState(pool: Pool): Promise<Record<string, string>> {
  const tables = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'graph' order by 1`,
  )
  const union = tables.rows.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || '/' || coalesce(max(xmin::text::bigint), 0) as state from ${name}`,
  )
  const states = await pool.query<{ name: string; state: string }>(union.join(' union all '))
  return Object.fromEntries(states.rows.map(({ name, state }) => [name, state]))
}
