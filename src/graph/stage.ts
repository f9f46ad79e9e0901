import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { ClientBase, Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { EntityRecord } from '../mapping/record.ts'

/**
 * Copies the contributions of a page of rows beside the graph (R14), where the merge finds them. Outside the
 * merge transaction, so that a page can be forgotten as soon as it is staged.
 */
export async function stageRecords(
  pool: Pool,
  runId: string,
  records: readonly EntityRecord[],
): Promise<void> {
  if (records.length === 0) return
  const client = await pool.connect()
  try {
    await copyRows(
      client,
      `copy sync.stage (run_id, node_label, external_id, external_source, external_url, row_id, row_modified_at,
         payload, payload_hash, keep) from stdin (format csv)`,
      records.map((record) => [
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
      ]),
    )
  } finally {
    client.release()
  }
}

/** Drops what a run staged: before a restarted read, and when it ends. */
export async function clearStage(client: Pool | ClientBase, runId: string): Promise<void> {
  await client.query('delete from sync.stage where run_id = $1', [runId])
}

/** Drops what crashed runs left behind. */
export async function sweepStage(pool: Pool): Promise<void> {
  await pool.query(
    `delete from sync.stage s
     where not exists (select from sync.run r where r.id = s.run_id and r.status = 'running')`,
  )
}

/** COPY of rows of text values, null as null. */
export async function copyRows(
  client: ClientBase,
  copyStatement: string,
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const lines = rows.map((row) => row.map(csvField).join(',') + '\n')
  await pipeline(Readable.from(inChunks(lines)), client.query(copyFrom(copyStatement)))
}

const CHUNK_LINES = 500

/** Joined in moderate pieces: one string a line is slow to send, one string in all doubles the memory. */
function* inChunks(lines: readonly string[]): Generator<string> {
  for (let start = 0; start < lines.length; start += CHUNK_LINES) {
    yield lines.slice(start, start + CHUNK_LINES).join('')
  }
}

/** Always quoted, so that '' and null stay two things. */
const csvField = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)

const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
