import type { Pool } from 'pg'

export interface Kill {
  /** `host/pid` */
  worker: string
  at: Date
}

/**
 * How long each connection waited that was being synced by a worker when that was killed: until its next run began,
 * in s. One that never began again is not in the list: it is among the findings.
 */
export async function recoveries(pool: Pool, kills: readonly Kill[]): Promise<number[]> {
  const { rows } = await pool.query<{ seconds: number }>(
    `select extract(epoch from next.started_at - k.at)::float8 as seconds
     from jsonb_to_recordset($1) as k (worker text, at timestamptz)
     join sync.run lost on lost.worker = k.worker and lost.error_code = 'interrupted' and lost.started_at < k.at
       and lost.finished_at > k.at
     cross join lateral (
       select started_at from sync.run r
       where r.connection_id = lost.connection_id and r.started_at > k.at
       order by started_at limit 1) next
     order by 1`,
    [JSON.stringify(kills)],
  )
  return rows.map(({ seconds }) => seconds)
}

const BIN_SECONDS = 5
const BAR_WIDTH = 50

/** How many recoveries took how long, as text. */
export function histogram(seconds: readonly number[]): string {
  if (seconds.length === 0) return 'No sync was at work in a worker that was killed.'
  const bins = new Map<number, number>()
  for (const value of seconds) {
    const bin = Math.floor(value / BIN_SECONDS)
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  const most = Math.max(...bins.values())
  const lines = Array.from({ length: Math.max(...bins.keys()) + 1 }, (_, bin) => {
    const count = bins.get(bin) ?? 0
    const range = `${bin * BIN_SECONDS} to ${(bin + 1) * BIN_SECONDS} s`.padStart(12)
    return `${range} ${String(count).padStart(5)} ${'#'.repeat(Math.ceil((count / most) * BAR_WIDTH))}`
  })
  const at = (share: number): string => (seconds[Math.ceil(seconds.length * share) - 1] ?? 0).toFixed(1)
  lines.push(`${seconds.length} recoveries: median ${at(0.5)} s, 99 % ${at(0.99)} s, longest ${at(1)} s`)
  return lines.join('\n')
}
