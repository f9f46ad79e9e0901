import type { JsonObject } from './model.ts'

const UNITS: Readonly<Record<string, string>> = {
  w: 'weeks',
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
}

/** `-4d 6h 30m`, `e2d` (elapsed) as the object value of a DURATION cell; undefined for any other text. */
export function durationObject(text: string): JsonObject | undefined {
  const written = /^(-?)(e?)((?:\d+(?:\.\d+)?(?:ms|[wdhms])(?:\s+|$))+)$/.exec(text)
  if (!written) return undefined
  const duration: JsonObject = {
    objectType: 'DURATION',
    negative: written[1] === '-',
    elapsed: written[2] === 'e',
  }
  for (const [, amount, unit] of (written[3] ?? '').matchAll(/([\d.]+)(ms|[wdhms])/g)) {
    duration[UNITS[unit ?? ''] ?? ''] = Number(amount)
  }
  return duration
}
