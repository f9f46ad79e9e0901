import { STALE_AFTER_SECONDS } from './lease.ts'
import type { Queryable } from './model.ts'

const STALE = `r.status = 'running' and r.heartbeat_at < clock_timestamp() - make_interval(secs => $1)`

/** The connections whose run has had no heartbeat for so long that it is given up (R15). */
export async function connectionsOfLostRuns(db: Queryable): Promise<string[]> {
  const result = await db.query<{ id: string }>(
    `select c.id from sync.run r join sync.connection c on c.current_run_id = r.id where ${STALE} order by c.id`,
    [STALE_AFTER_SECONDS],
  )
  return result.rows.map(({ id }) => id)
}

/** Ends the records of lost runs that hold no connection any more, as after a purge. */
export async function endOrphanedRuns(db: Queryable): Promise<void> {
  await db.query(
    `update sync.run r
     set status = 'failed', finished_at = clock_timestamp(), error_code = 'interrupted',
       error_message = 'the process that ran it is gone'
     where ${STALE} and not exists (select from sync.connection c where c.current_run_id = r.id)`,
    [STALE_AFTER_SECONDS],
  )
}
