import type { Json } from '../../core/json.ts'

/** `1 row`, `3 rows`, `12,345 rows`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** `850 ms`, `12.3 s`, `4 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** `2026-03-01 14:05`, in UTC. */
export const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ')

const STEPS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const

/** `in 43 min`, `2 h ago`, `now`: exact enough to decide whether to wait. */
export function relative(date: Date, now: Date): string {
  const ms = date.getTime() - now.getTime()
  for (const [step, unit] of STEPS) {
    const n = Math.floor(Math.abs(ms) / step)
    if (n > 0) return ms > 0 ? `in ${n} ${unit}` : `${n} ${unit} ago`
  }
  return 'now'
}

/** The end of a run's id, which is random and enough for `runs show`; its beginning is the time. */
export const shortId = (id: string): string => id.slice(-8)

/** A stored value for people: text as it is, nothing as `-`. */
export function plain(value: Json): string {
  if (value === null) return '-'
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? value.join(', ')
    : JSON.stringify(value)
}

/** How a command line names a connection, as a shell takes it. */
export const targetWords = (tenant: string, sheetId: string): string =>
  `--tenant ${/^[\w.@-]+$/.test(tenant) ? tenant : `'${tenant.replaceAll("'", "'\\''")}'`} --sheet ${sheetId}`
