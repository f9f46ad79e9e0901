import type { Pool } from 'pg'
import type { Clock } from '../../core/clock.ts'
import { SyncError } from '../../core/errors.ts'

/** Smartsheet says its time to the second, and the answer has been on its way. */
const TOLERANCE_MS = 30_000

/** Compares this machine's clock with Smartsheet's and the database's. Throws `clock_skew`. */
export async function clockText(pool: Pool, clock: Clock, serverAheadMs: number | null): Promise<string> {
  const time = await pool.query<{ now: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
  )
  const databaseAheadMs = (time.rows[0]?.now ?? NaN) - clock.now().getTime()
  const text = [
    ...(serverAheadMs === null ? [] : [difference(serverAheadMs, 'Smartsheet')]),
    difference(databaseAheadMs, 'the database'),
  ].join(', ')
  const worst = Math.max(Math.abs(serverAheadMs ?? 0), Math.abs(databaseAheadMs))
  if (worst > TOLERANCE_MS) throw new SyncError('clock_skew', `The clock of this machine is ${text}`)
  return text
}

function difference(aheadMs: number, whose: string): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  if (seconds < 2) return `right by ${whose}`
  return `${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} ${whose}`
}
