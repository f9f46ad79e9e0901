import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { ClientBase, Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { oneAfterTheOther } from '../core/iterables.ts'
import { transaction } from '../db/transaction.ts'
import type { EntityRecord } from '../mapping/record.ts'
import { copyChunks, textArray, type CopyRow } from './copyText.ts'

/**
 * Copies the contributions of a page of rows beside the graph (R14), where the merge finds them. Outside the
 * merge transaction, so that a page can be forgotten as soon as it is staged. Records are made as the server takes them.
 */
export async function stageRecords(
  pool: Pool,
  runId: string,
  records: Iterable<EntityRecord>,
  signal?: AbortSignal,
): Promise<void> {
  const iterator = Iterator.from(records)
  const first = iterator.next()
  if (first.done) return
  const rows = Iterator.from(oneAfterTheOther([first.value], iterator)).map((record) => [
    runId,
    record.label,
    record.externalId,
    record.externalSource,
    record.url,
    record.rowId,
    record.rowModifiedAt,
    JSON.stringify(record.contribution),
    record.hash,
    textArray(record.keep),
  ])
  // A transaction for what watches over it: a COPY by itself is bounded by nothing.
  await transaction(pool, (client) => copyRows(client, COPY_STAGE, rows), signal && { signal })
}

const COPY_STAGE = `
  copy sync.stage (run_id, node_label, external_id, external_source, external_url, row_id, row_modified_at, payload,
    payload_hash, keep) from stdin`

/** Drops what a run staged: before a restarted read, and when it ends. */
export async function clearStage(client: Pool | ClientBase, runId: string): Promise<void> {
  await client.query('delete from sync.stage where run_id = $1', [runId])
}

/** Drops what any run of a connection staged and left behind. */
export async function clearStages(client: ClientBase, connectionId: string): Promise<void> {
  await client.query(
    'delete from sync.stage where run_id in (select id from sync.run where connection_id = $1)',
    [connectionId],
  )
}

/**
 * Drops what crashed runs left behind. One sweeps at a time: two that met the same rows in different orders would wait for
 * each other.
 */
export async function sweepStage(pool: Pool): Promise<void> {
  await pool.query(
    `with mine as materialized (
       select pg_try_advisory_xact_lock(hashtextextended('smartsheet-sync/sweep', 0)) as free
     )
     delete from sync.stage s using mine
     where mine.free and not exists (select from sync.run r where r.id = s.run_id and r.status = 'running')`,
  )
}

/** COPY of rows of text values, null as null. Rows are asked for as the server takes them. */
export async function copyRows(
  client: ClientBase,
  copyStatement: string,
  rows: Iterable<CopyRow>,
): Promise<void> {
  await pipeline(Readable.from(copyChunks(rows)), client.query(copyFrom(copyStatement)))
}
