import type { Json } from '../core/json.ts'

/** Parsed JSON of which nothing is known yet. */
export type RawObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectOrNull = (value: unknown): RawObject | null => (isObject(value) ? value : null)

export const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A copy with null below `depth` levels: endless nesting must not overflow a stack further on. */
export function within(value: unknown, depth: number): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || depth === 0) return null
  if (Array.isArray(value)) return value.map((item) => within(item, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, within(item, depth - 1)]))
}
