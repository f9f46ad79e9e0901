import type { PoolClient } from 'pg'
import { takeLease } from '../connections/lease.ts'
import type { Connection } from '../connections/model.ts'
import { forgetConnection } from '../connections/store.ts'
import { forgetKeys, keysOf } from '../connections/usedKeys.ts'
import { uuidv7 } from '../core/ids.ts'
import { againAfterConflict } from '../db/conflict.ts'
import { transaction } from '../db/transaction.ts'
import { eraseTenant } from '../graph/erase.ts'
import { lockTenant } from '../graph/lock.ts'
import { clearStages } from '../graph/stage.ts'
import { withdrawSheet } from '../graph/withdraw.ts'
import { NO_FIGURES, type RunCounts } from '../runs/model.ts'
import { forgetValues } from '../runs/changes.ts'
import { finishRun, startRun } from '../runs/runs.ts'
import type { SyncContext } from './report.ts'

/**
 * `disconnect --purge`: withdraws what a sheet contributed and forgets the connection. Recorded as a run, so
 * that `runs show` tells what it changed. Throws `already_running` while a sync of it is at work.
 */
export async function purgeSheet(
  { pool, settings, clock }: SyncContext,
  connection: Connection,
): Promise<{ runId: string; counts: RunCounts }> {
  const runId = uuidv7()
  return alone({ pool, clock }, async (client) => {
    const { id: connectionId, tenant, sheetId } = connection
    const { worker } = settings
    await lockTenant(client, tenant)
    await takeLease(client, { connectionId, runId, worker, now: clock.now() })
    await startRun(client, { id: runId, connectionId, tenant, sheetId, trigger: 'cli', worker })
    const counts = await withdrawSheet({
      client,
      tenant,
      sheetId,
      runId,
      full: false,
      recalled: false,
      describe: 0,
    })
    await forgetValues(client, { connectionId, runId })
    await finishRun(client, runId, {
      ...NO_FIGURES,
      counts,
      status: 'succeeded',
      errorCode: null,
      errorMessage: null,
    })
    await clearStages(client, connectionId)
    await forgetConnection(client, connectionId)
    return { runId, counts }
  })
}

/**
 * `disconnect --all --purge`: leaves no row that names the tenant, in any table of ours. False where none did. A sync
 * at work is not waited for: it finds its connection gone, and is superseded.
 */
export async function purgeTenant(
  context: Pick<SyncContext, 'pool' | 'clock'>,
  tenant: string,
): Promise<boolean> {
  return alone(context, async (client) => {
    await lockTenant(client, tenant)
    const keys = await keysOf(client, tenant)
    const erased = await eraseTenant(client, tenant)
    // Last: whoever shares one of them would wait for its row.
    await forgetKeys(client, keys)
    return erased > 0
  })
}

/** However long it takes; what meets a sync that is just ending is done again. */
const alone = <T>(
  { pool, clock }: Pick<SyncContext, 'pool' | 'clock'>,
  work: (client: PoolClient) => Promise<T>,
) => againAfterConflict(clock, () => transaction(pool, work, { statementTimeoutMs: 0 }))
