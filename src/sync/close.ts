import { planAfter, type Outcome } from '../connections/due.ts'
import { settleLease } from '../connections/settle.ts'
import type { SyncError } from '../core/errors.ts'
import { transaction } from '../db/transaction.ts'
import { clearStage } from '../graph/stage.ts'
import type { RowIssue } from '../mapping/record.ts'
import { finishRun } from '../runs/runs.ts'
import { NO_FIGURES, type RunFigures } from '../runs/model.ts'
import type { KeyedClient } from './client.ts'
import { explain } from './outcome.ts'
import type { SyncContext, SyncReport, SyncRequest } from './report.ts'

/** How a run came to its end. */
export interface Ended {
  status: SyncReport['status']
  figures: RunFigures
  issues: readonly RowIssue[]
  sheetName: string | null
  failure: SyncError | null
}

/**
 * Ends a run that did not come to a merge: unchanged, or failed. Records it and when the next one is due
 * (R16, R18); a dry run records nothing.
 */
export async function closeUnmerged(
  context: SyncContext,
  request: SyncRequest,
  run: { id: string; client: KeyedClient | null; version: number | null },
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
  const status = statusAfter(failure)
  if (!request.dryRun) {
    await transaction(context.pool, async (tx) => {
      await clearStage(tx, run.id)
      await finishRun(tx, run.id, {
        ...figures,
        status,
        errorCode: failure?.code ?? null,
        errorMessage: failure && explain(failure),
      })
      // Does nothing where another run has taken over.
      await settleLease(tx, { connection, runId: run.id }, planAfter(connection, outcomeOf(failure), now), {
        succeeded: failure === null,
        read: null,
        now,
        answers: request.answers ?? null,
        keyHash: run.client?.keyHash ?? null,
        reason: failure && { code: failure.code, message: explain(failure) },
      })
    })
  }
  return { status, figures, issues: [], sheetName: connection.sheetName, failure }
}

const statusAfter = (failure: SyncError | null): 'unchanged' | 'failed' | 'superseded' => {
  if (failure === null) return 'unchanged'
  return failure.code === 'superseded' ? 'superseded' : 'failed'
}

const outcomeOf = (failure: SyncError | null): Outcome =>
  failure === null ? { status: 'unchanged' } : { status: 'failed', errorCode: failure.code }
