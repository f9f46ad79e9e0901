import { hash } from 'node:crypto'
import type { ClientBase, Pool } from 'pg'
import { isConflict } from '../db/failure.ts'
import { transaction } from '../db/transaction.ts'
import type { IdentityRecord } from '../identity/model.ts'
import type { MappedRow, RowIssue } from '../mapping/record.ts'

/** What a row yielded, but for the contributions: those are in its links. Stored as it is, so it is small. */
export interface RowMemory extends Pick<MappedRow, 'permalink' | 'outcome'> {
  /** Without the row's number, which others change. */
  issues: Omit<RowIssue, 'rowNumber'>[]
  records: Pick<IdentityRecord, 'label' | 'externalId' | 'keys' | 'name'>[]
}

/** A row as it was mapped, to be recalled when it comes in the same bytes again. */
export interface MemorableRow {
  rowId: string
  fingerprint: string
  linksDigest: string | null
  memory: RowMemory
}

/** Who remembers, and what else decides how a row is mapped. */
export interface MemoryOwner {
  tenant: string
  connectionId: string
  sheetId: string
  context: string
}

export interface KnownRow {
  rowId: string
  fingerprint: string
  /** Null where it has to be mapped anew: in another context, too long ago, or its links are not those that it made. */
  memory: RowMemory | null
}

/** The links of one row as KNOWN sums them up. */
export function linksDigest(records: MappedRow['records']): string | null {
  if (records.length === 0) return null
  const links = records.map(({ label, externalId, hash, rowModifiedAt }) => {
    const modifiedMs = rowModifiedAt === null ? '' : String(Date.parse(rowModifiedAt))
    return `${label} ${externalId} ${hash} ${modifiedMs}`
  })
  return hash('md5', links.sort().join(), 'hex')
}

/**
 * Remembers rows of a page, whether the sync comes to its end or not: they count only where links are found that they have
 * made. Where the connection is gone, or another run is in the way, nothing is remembered, and nothing lost.
 */
export async function rememberRows(
  pool: Pool,
  { tenant, connectionId, context }: MemoryOwner,
  rows: readonly MemorableRow[],
  { now, signal }: { now: Date; signal?: AbortSignal | undefined },
): Promise<void> {
  if (rows.length === 0) return
  const values = [tenant, connectionId, context, now, JSON.stringify(rows)]
  try {
    await transaction(pool, (client) => client.query(REMEMBER, values), signal && { signal })
  } catch (error) {
    if (!isConflict(error)) throw error
  }
}

// In the order of the key, as a run that has been given up may be writing as well. A sheet that moves while it is read may
// show a row twice.
const REMEMBER = `
  insert into sync.known_row (tenant, connection_id, row_id, fingerprint, context, links_digest, mapped_at, said)
  select distinct on ("rowId") $1, $2::uuid, "rowId", fingerprint, $3, "linksDigest", $4::timestamptz, memory
  from json_to_recordset($5) as r ("rowId" text, fingerprint text, "linksDigest" text, memory json)
  order by "rowId"
  on conflict (tenant, connection_id, row_id) do update
  set fingerprint = excluded.fingerprint, context = excluded.context, links_digest = excluded.links_digest,
    mapped_at = excluded.mapped_at, said = excluded.said`

/** All rows that a connection remembers. */
export async function knownRows(
  pool: Pool,
  { tenant, connectionId, sheetId, context }: MemoryOwner,
  { mappedSince, signal }: { mappedSince: Date; signal?: AbortSignal | undefined },
): Promise<KnownRow[]> {
  const values = [connectionId, tenant, sheetId, context, mappedSince]
  const ask = (client: ClientBase) => client.query<KnownRow>(KNOWN, values)
  return (await transaction(pool, ask, signal && { signal })).rows
}

/** Their ids alone, where all of them are mapped anew. */
export async function knownRowIds(
  pool: Pool,
  { tenant, connectionId }: Pick<MemoryOwner, 'tenant' | 'connectionId'>,
): Promise<string[]> {
  const found = await pool.query<{ id: string }>(
    'select row_id as id from sync.known_row where tenant = $1 and connection_id = $2',
    [tenant, connectionId],
  )
  return found.rows.map(({ id }) => id)
}

// A link whose entity a person gave back has no hash, and one whose entity they deleted is gone: the digest differs.
// A full join is never made by comparing each with each, which the planner takes for cheap as long as it has no
// statistics of a sheet that has just come: this would take minutes, and the sync would fail. The offset keeps it one.
const KNOWN = `
  with linked as (
    select row_id, md5(string_agg(concat_ws(' ', node_label, external_id, payload_hash,
        coalesce(floor(extract(epoch from row_modified_at) * 1000)::text, '')), ','
      order by node_label collate "C", external_id collate "C")) as digest
    from graph.is_linked_with
    where tenant = $2 and external_system_id = 'smartsheet' and external_id_second = $3
      and (external_id = row_id or starts_with(external_id, row_id || ':'))
    group by row_id
  ), known as (
    select * from sync.known_row where tenant = $2 and connection_id = $1
  )
  select "rowId", fingerprint, memory
  from (
    select row_id as "rowId", k.fingerprint,
      case when k.context = $4 and k.mapped_at > $5 and l.digest is not distinct from k.links_digest then k.said
      end as memory
    from known k
    full join linked l using (row_id)
    offset 0
  ) row
  where fingerprint is not null`

export async function forgetRows(
  client: ClientBase,
  { tenant, connectionId }: Pick<MemoryOwner, 'tenant' | 'connectionId'>,
  rowIds: readonly string[],
): Promise<void> {
  if (rowIds.length === 0) return
  await client.query(
    `with locked as (
       select row_id from sync.known_row
       where tenant = $1 and connection_id = $2 and row_id = any($3) order by row_id for update
     )
     delete from sync.known_row
     where tenant = $1 and connection_id = $2 and row_id = any(array(select row_id from locked))`,
    [tenant, connectionId, rowIds],
  )
}
