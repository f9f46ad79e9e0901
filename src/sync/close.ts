import { planAfter, type Outcome } from '../connections/due.ts'
import { superseded } from '../connections/lease.ts'
import { settleLease } from '../connections/settle.ts'
import type { SyncError } from '../core/errors.ts'
import { transaction } from '../db/transaction.ts'
import { clearStage } from '../graph/stage.ts'
import type { RowIssue } from '../mapping/record.ts'
import { finishRun, type RunEnd } from '../runs/runs.ts'
import { NO_FIGURES, type RunFigures } from '../runs/model.ts'
import type { Client } from '../smartsheet/client.ts'
import { explain } from './outcome.ts'
import type { HeldRemovals, Preview, SyncContext, SyncReport, SyncRequest } from './report.ts'

/** How a run came to its end. */
export interface Ended {
  status: SyncReport['status']
  figures: RunFigures
  issues: readonly RowIssue[]
  /** What waits for a person; null where nothing does. */
  held: HeldRemovals | null
  /** Of a dry run that came to its merge; null for any other. */
  preview: Preview | null
  sheetName: string | null
  failure: SyncError | null
}

/**
 * Ends a run that did not come to a merge: unchanged, or failed. Records it and when the next one is due
 * (R16, R18); a dry run records nothing. Where another run has given this one up, it is superseded, whatever it
 * failed of: that may have been a consequence.
 */
export async function closeUnmerged(
  context: SyncContext,
  request: SyncRequest,
  run: { id: string; client: Client | null; keyHash: string | null; version: number | null },
  failure: SyncError | null,
): Promise<Ended> {
  const { connection } = request
  const now = context.clock.now()
  const figures: RunFigures = {
    ...NO_FIGURES,
    sheetVersion: run.version === null ? null : String(run.version),
    apiRequests: run.client?.stats.requests ?? 0,
    apiRetries: run.client?.stats.retries ?? 0,
  }
  const ended = (failure: SyncError | null): Ended => ({
    status: statusAfter(failure),
    figures,
    issues: [],
    held: null,
    preview: null,
    sheetName: connection.sheetName,
    failure,
  })
  if (request.dryRun) return ended(failure)
  return transaction(context.pool, async (tx) => {
    await clearStage(tx, run.id)
    if (!(await finishRun(tx, run.id, endOf(ended(failure))))) {
      const overtaken = ended(superseded(run.id))
      await finishRun(tx, run.id, endOf(overtaken))
      return overtaken
    }
    // Does nothing where another run has taken over.
    await settleLease(tx, { connection, runId: run.id }, planAfter(connection, outcomeOf(failure), now), {
      succeeded: failure === null,
      read: null,
      now,
      answers: request.answers ?? null,
      keyHash: run.keyHash,
      reason: failure && { code: failure.code, message: explain(failure) },
    })
    return ended(failure)
  })
}

const endOf = ({ status, figures, failure }: Ended): RunEnd => ({
  ...figures,
  status,
  errorCode: failure?.code ?? null,
  errorMessage: failure && explain(failure),
})

const statusAfter = (failure: SyncError | null): 'unchanged' | 'failed' | 'superseded' => {
  if (failure === null) return 'unchanged'
  return failure.code === 'superseded' ? 'superseded' : 'failed'
}

const outcomeOf = (failure: SyncError | null): Outcome =>
  failure === null ? { status: 'unchanged' } : { status: 'failed', errorCode: failure.code }
