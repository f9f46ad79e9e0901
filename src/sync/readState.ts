import type { Connection } from '../connections/model.ts'
import { isSyncError, SyncError } from '../core/errors.ts'
import type { Client } from '../smartsheet/client.ts'
import { readDiscussions } from '../smartsheet/discussions.ts'
import { parseKnownColumns } from '../mapping/knownColumns.ts'
import type { CompleteRead } from '../smartsheet/model.ts'
import { readSheet, readVersion } from '../smartsheet/read.ts'
import { takeComments } from './comments.ts'
import type { Intake, IntakeOptions } from './intake.ts'
import { createIntake } from './intakeSink.ts'
import { openRecall, type RecallOptions } from './recall.ts'
import type { SyncContext } from './report.ts'

/** Waits before everything is read anew, in ms: somebody is commenting right now. */
const RESTART_WAITS_MS = [2_000, 15_000]

export interface StateRequest extends Pick<IntakeOptions, 'runId' | 'chooseMapping' | 'onRows'> {
  connection: Connection
  client: Client
  /** Whether what is remembered of rows counts, and what they are mapped to is remembered. */
  memory: Pick<RecallOptions, 'trusted' | 'remembers'>
  signal: AbortSignal
}

export interface ReadState {
  read: CompleteRead
  intake: Intake
}

/**
 * Stages one state of a sheet (R2): its rows and, where the connection wants them, its comments. Comments raise
 * the version as cells do: if it moved while they were read, rows and comments are read again. Rejects as
 * readSheet does, and with `sheet_unstable` where the comments never hold still.
 */
export async function readState(context: SyncContext, request: StateRequest): Promise<ReadState> {
  const { connection, client, signal } = request
  const { sheetId } = connection
  for (let moves = 0; ; moves += 1) {
    const state = await readRows(context, request)
    const moved = connection.comments ? await readComments(context, request, state) : null
    if (moved === null) return state
    const wait = RESTART_WAITS_MS[moves]
    if (wait === undefined) {
      throw new SyncError(
        'sheet_unstable',
        `The comments of sheet ${sheetId} could not be read whole: ${moved}`,
      )
    }
    client.logger.info({ reason: moved }, 'Sheet moved while its comments were read; it is read again')
    await context.clock.sleep(wait, signal)
  }
}

async function readRows(
  { pool, settings, clock }: SyncContext,
  { connection, client, memory, signal, runId, chooseMapping, onRows }: StateRequest,
): Promise<ReadState> {
  const { id: connectionId, tenant, sheetId, comments } = connection
  const knownColumns = parseKnownColumns(connection.knownColumns)
  const recallOptions = { pool, clock, connection: { tenant, connectionId, sheetId }, signal, ...memory }
  const sink = createIntake({
    ...{ pool, runId, sheetId, chooseMapping, knownColumns, onRows, signal },
    recall: (compiled, columns) => openRecall(recallOptions, compiled, columns),
  })
  const pageSize = settings.pageSize ?? undefined
  const readOnce = () => readSheet(client, sheetId, { pageSize, comments, signal, sink, clock })
  try {
    let read = await readOnce()
    if (read.rowCount === 0 && connection.lastFullReadAt !== null) {
      // All that it ever brought would go: one answer is not enough for that.
      client.logger.info('Sheet came without rows; it is read once more')
      read = await readOnce()
    }
    return { read, intake: await sink.finish() }
  } finally {
    await sink.settle()
  }
}

/** What kept the comments from being those of the rows; null: nothing. */
async function readComments(
  { pool }: SyncContext,
  { connection: { sheetId }, client, signal, runId }: StateRequest,
  { read, intake }: ReadState,
): Promise<string | null> {
  try {
    await takeComments(readDiscussions(client, sheetId, signal), intake, { pool, runId, sheetId, signal })
  } catch (error) {
    if (isSyncError(error) && error.code === 'sheet_unstable') return error.message
    throw error
  }
  const version = await readVersion(client, sheetId, signal)
  return version === read.sheet.version ? null : `version ${version} after ${read.sheet.version}.`
}
