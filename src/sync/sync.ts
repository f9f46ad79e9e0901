import { releaseLease, takeLease } from '../connections/lease.ts'
import { noteKeyInUse } from '../connections/usedKeys.ts'
import { messageOf } from '../core/errors.ts'
import { uuidv7 } from '../core/ids.ts'
import { databaseTrouble } from '../db/failure.ts'
import { transaction } from '../db/transaction.ts'
import { clearStage, sweepStage } from '../graph/stage.ts'
import { forgetRun, startRun } from '../runs/runs.ts'
import type { Client } from '../smartsheet/client.ts'
import { mappingChoice, type MappingChoice } from './chooseMapping.ts'
import { clientOf, takeKey } from './client.ts'
import { closeUnmerged, type Ended } from './close.ts'
import { failureOf } from './outcome.ts'
import { startPulse } from './pulse.ts'
import { readAndMerge } from './readAndMerge.ts'
import type { SyncContext, SyncReport, SyncRequest } from './report.ts'

/**
 * One sync of one connection, from lease to report. A run that fails is reported, not thrown; thrown is only
 * what keeps a run from beginning or from being recorded: `already_running`, `database_unavailable`,
 * `database_refused`.
 */
export async function runSync(context: SyncContext, request: SyncRequest): Promise<SyncReport> {
  try {
    return await recordedSync(context, request)
  } catch (error) {
    throw databaseTrouble(error) ?? error
  }
}

async function recordedSync(context: SyncContext, request: SyncRequest): Promise<SyncReport> {
  const startedAt = performance.now()
  const runId = uuidv7()
  await begin(context, request, runId)
  const pulse = startPulse(context, runId)
  const signal = AbortSignal.any([pulse.signal, ...(request.signal ? [request.signal] : [])])
  const choice = mappingChoice(request.connection.mapping)
  const attempt: Attempt = { runId, signal, fence: pulse.signal, choice, keyHash: null, client: null }
  let ended: Ended
  try {
    ended = await work(context, request, attempt)
  } catch (error) {
    const failure = failureOf(error, signal)
    if (failure.code === 'database_unavailable') throw failure
    if (failure.code === 'internal') logUnexpected(context, runId, error)
    ended = await closeUnmerged(
      context,
      request,
      { id: runId, client: attempt.client, keyHash: attempt.keyHash, version: null },
      failure,
    )
  } finally {
    pulse.stop()
    attempt.client?.close()
  }
  if (request.dryRun) await undo(context, request, runId)
  return report(request, attempt, ended, performance.now() - startedAt)
}

/** Not the error itself: what the database says of a row is a part of it. */
function logUnexpected({ logger }: SyncContext, runId: string, error: unknown): void {
  const stack = error instanceof Error ? error.stack : undefined
  logger.error({ runId, reason: messageOf(error), stack }, 'A sync failed unexpectedly')
}

interface Attempt {
  runId: string
  /** Aborts when the sync is to stop, whatever for. */
  signal: AbortSignal
  /** Aborts when another run has taken over (R15). */
  fence: AbortSignal
  choice: MappingChoice
  /** Null until there is a key: what fails from then on is that key's failure. */
  keyHash: string | null
  /** Null until it is known where to speak to. */
  client: Client | null
}

async function begin(
  { pool, settings, clock }: SyncContext,
  request: SyncRequest,
  runId: string,
): Promise<void> {
  const { connection, trigger, jobId = null } = request
  await transaction(pool, async (client) => {
    const { worker } = settings
    await takeLease(client, { connectionId: connection.id, runId, worker, jobId, now: clock.now() })
    await startRun(client, {
      id: runId,
      connectionId: connection.id,
      tenant: connection.tenant,
      sheetId: connection.sheetId,
      trigger,
      worker,
      jobId,
    })
  })
  await sweepStage(pool)
}

async function work(context: SyncContext, request: SyncRequest, attempt: Attempt): Promise<Ended> {
  const { signal } = attempt
  const key = await takeKey(context, request.connection, { signal })
  const { keyHash } = key
  attempt.keyHash = keyHash
  if (!request.dryRun) {
    const { runId } = attempt
    await noteKeyInUse(context.pool, { connectionId: request.connection.id, runId, keyHash })
  }
  const client = await clientOf(context, key, request.connection, signal)
  attempt.client = client
  return readAndMerge(context, request, { ...attempt, keyHash, client })
}

/** A dry run leaves no trace: its record held the lease, and goes. */
async function undo({ pool }: SyncContext, { connection }: SyncRequest, runId: string): Promise<void> {
  await transaction(pool, async (tx) => {
    await clearStage(tx, runId)
    await releaseLease(tx, connection.id, runId)
    await forgetRun(tx, runId)
  })
}

function report(
  request: SyncRequest,
  { runId, choice, client }: Attempt,
  ended: Ended,
  durationMs: number,
): SyncReport {
  const { connection, dryRun } = request
  const { status, figures, failure } = ended
  const suggestion = choice.suggestion()
  return {
    ...figures,
    runId,
    tenant: connection.tenant,
    sheetId: connection.sheetId,
    sheetName: ended.sheetName,
    status,
    dryRun,
    errorCode: failure?.code ?? null,
    errorMessage: failure && failure.message,
    remedy: failure && failure.remedy,
    durationMs,
    apiOutcomes: client?.stats.outcomes ?? {},
    issues: {
      warnings: ended.issues.filter(({ severity }) => severity === 'warning').length,
      errors: ended.issues.filter(({ severity }) => severity === 'error').length,
    },
    mapping: {
      chosen: suggestion !== null && failure === null,
      proposal: suggestion?.columns ?? [],
    },
    held: ended.held,
    preview: ended.preview,
  }
}
