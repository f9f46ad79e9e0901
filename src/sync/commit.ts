import type { PoolClient } from 'pg'
import { planAfter } from '../connections/due.ts'
import { holdLease } from '../connections/lease.ts'
import { settleLease } from '../connections/settle.ts'
import { keepMapping } from '../connections/store.ts'
import { messageOf } from '../core/errors.ts'
import { abortAfter } from '../core/signals.ts'
import { againAfterConflict } from '../db/conflict.ts'
import { transaction } from '../db/transaction.ts'
import { forgetRows } from '../graph/knownRows.ts'
import { mergeSheet } from '../graph/merge.ts'
import { clearStage } from '../graph/stage.ts'
import { lockTenant } from '../graph/lock.ts'
import { replaceIssues } from '../runs/issues.ts'
import type { RunFigures } from '../runs/model.ts'
import { finishRun } from '../runs/runs.ts'
import type { RowIssue } from '../mapping/record.ts'
import type { CompleteRead } from '../smartsheet/model.ts'
import { account, decideIdentity } from './decide.ts'
import type { Intake } from './intake.ts'
import { statusOf } from './outcome.ts'
import { previewEntities } from './preview.ts'
import { allowedRemovals, describeHeld, heldReason } from './removals.ts'
import {
  type HeldRemovals,
  PREVIEWED,
  type PreviewedEntity,
  type SyncContext,
  type SyncRequest,
} from './report.ts'

/** A merge of half a million cells takes seconds; this is for a database in trouble. */
const MERGE_STATEMENT_TIMEOUT_MS = 5 * 60_000
/** A merge may go on for so long after its sync was asked to stop; then it is rolled back. */
const MERGE_GRACE_MS = 2_500

export interface Committed {
  status: 'succeeded' | 'partial' | 'held'
  figures: RunFigures
  issues: readonly RowIssue[]
  /** Null where nothing waits for a person. */
  held: HeldRemovals | null
  /** How many entities the next sync has to make again (graph/merge.ts). */
  lost: number
  /** Of a dry run; none of any other. */
  previewed: readonly PreviewedEntity[]
}

export interface StagedRead {
  runId: string
  read: CompleteRead
  intake: Intake
  api: { requests: number; retries: number }
  /** Of the API key that it was read with. */
  keyHash: string
  /** Aborts when another run has taken over: this one cannot commit any more. */
  fence: AbortSignal
}

/** Thrown to roll a dry run back; carries its outcome out of the transaction. */
class DryRun extends Error {
  readonly committed: Committed
  constructor(committed: Committed) {
    super('dry run')
    this.committed = committed
  }
}

/**
 * R14: the merge of a sheet and everything that is recorded about it, in one transaction under the tenant's
 * lock and behind the fence of R15.
 */
export async function commitRead(
  context: SyncContext,
  request: SyncRequest,
  staged: StagedRead,
): Promise<Committed> {
  const { runId, fence } = staged
  const grace = abortAfter(request.signal, MERGE_GRACE_MS)
  const signal = AbortSignal.any([fence, grace.signal])
  try {
    return await againAfterConflict(context.clock, () => mergeOnce(context, request, staged, signal), {
      signal,
      onConflict: (error) => {
        context.logger.info(
          { runId, reason: messageOf(error) },
          'A merge met another transaction and is done again',
        )
      },
    })
  } finally {
    grace.clear()
  }
}

async function mergeOnce(
  context: SyncContext,
  request: SyncRequest,
  staged: StagedRead,
  signal: AbortSignal,
): Promise<Committed> {
  try {
    return await transaction(
      context.pool,
      async (client) => {
        const committed = await merge({ client, context, request, staged })
        if (request.dryRun) throw new DryRun(committed)
        return committed
      },
      { statementTimeoutMs: MERGE_STATEMENT_TIMEOUT_MS, signal },
    )
  } catch (error) {
    if (error instanceof DryRun) return error.committed
    throw error
  }
}

/** The transaction of one merge, and all that it is about. */
interface Commit {
  client: PoolClient
  context: SyncContext
  request: SyncRequest
  staged: StagedRead
}

async function merge(commit: Commit): Promise<Committed> {
  const { client, request, staged } = commit
  const { connection, full, dryRun } = request
  const { runId, read, intake, api } = staged
  const { tenant, sheetId } = connection
  await lockTenant(client, tenant)
  await holdLease(client, connection.id, runId)

  const resolution = await decideIdentity(client, { tenant, sheetId, runId }, [
    ...intake.records,
    ...intake.commentRecords,
  ])
  const { counts: rows, issues } = account(intake, resolution)
  const recalled = intake.rowsRecalled > 0
  const scope = { client, tenant, sheetId, runId, full, recalled, describe: dryRun ? PREVIEWED : 0 }
  const allowed = await allowedRemovals(client, request)
  const merged = await mergeSheet(scope, resolution.assignments, { warrant: read, upTo: allowed ?? 0 })
  const held = describeHeld(merged.held, { allowed, inSheet: intake.places })

  const status = statusOf(rows, merged.removalsHeld)
  const figures: RunFigures = {
    ...rows,
    sheetVersion: String(read.sheet.version),
    counts: merged.counts,
    removalsHeld: merged.removalsHeld,
    apiRequests: api.requests,
    apiRetries: api.retries,
  }
  const previewed = await previewEntities(client, { id: runId, tenant }, merged.described)
  const committed = { status, figures, issues, held, previewed, lost: merged.lost }
  await record(commit, committed)
  return committed
}

/** Leaves the run, its issues, and its connection ready for the next one. */
async function record({ client, context, request, staged }: Commit, committed: Committed): Promise<void> {
  const { connection } = request
  const { runId, read, intake, keyHash } = staged
  const { status, figures, issues, held, lost } = committed
  const now = context.clock.now()
  const reason = held && heldReason(held)
  await replaceIssues(client, { tenant: connection.tenant, connectionId: connection.id, runId }, issues)
  await finishRun(client, runId, {
    ...figures,
    status,
    errorCode: null,
    errorMessage: reason?.message ?? null,
  })
  const mappingKept = await keepMapping(client, connection, intake)
  // Where removals wait, or somebody interfered meanwhile, the next sync has to look, whatever the version says.
  const settled = mappingKept && lost === 0
  const version = settled && status !== 'held' ? read.sheet.version : null
  const plan = planAfter(connection, { status }, now)
  await settleLease(client, { connection, runId }, settled ? plan : { ...plan, nextDueAt: now }, {
    succeeded: true,
    read: { sheetName: read.sheet.name, version },
    now,
    answers: request.answers ?? null,
    keyHash,
    reason,
  })
  await clearStage(client, runId)
  const owner = { tenant: connection.tenant, connectionId: connection.id }
  await forgetRows(client, owner, [...intake.outdatedRows])
}
