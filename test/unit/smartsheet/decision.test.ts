import { describe, expect, test } from 'vitest'
import { ApiFailure } from '../../../src/smartsheet/failure.ts'
import { decide, type Outcome } from '../../../src/smartsheet/decision.ts'
import { askedWait, untilReset, waitAfter } from '../../../src/smartsheet/retry.ts'

describe('R17 the decision table', () => {
  test('what a smaller page may cure is marked: 4002, timeouts, bodies too large', () => {
    for (const [outcome, apiCode] of [
      [500, 4002],
      [408, null],
      ['timeout', null],
      ['oversize', null],
    ] as const)
      expect(decide(outcome, apiCode).smallerPageHelps).toBe(true)
    expect(decide(500, 4000).smallerPageHelps).toBeUndefined()
  })
})

describe('R17 how long to wait', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  const epoch = now.getTime() / 1000

  test.each<[string, Record<string, string>, number | null]>([
    ['W2 seconds', { 'retry-after': '2' }, 2_000],
    ['W3 a date to come', { 'retry-after': 'Sun, 01 Mar 2026 00:00:30 GMT' }, 30_000],
    ['W3 a date that has passed', { 'retry-after': 'Sun, 01 Mar 2020 00:00:30 GMT' }, 0],
    ['W3 a word', { 'retry-after': 'abc' }, null],
    ['W3 a negative number', { 'retry-after': '-1' }, null],
    ['W3 a huge number', { 'retry-after': '999999' }, 300_000],
    ['a reset in 5 s', { 'x-ratelimit-reset': String(epoch + 5) }, 5_000],
    ['Retry-After before the reset', { 'retry-after': '3', 'x-ratelimit-reset': String(epoch + 5) }, 3_000],
    ['W8 a reset in milliseconds', { 'x-ratelimit-reset': String(now.getTime() + 5_000) }, null],
    ['W8 a reset in 1970', { 'x-ratelimit-reset': '12345' }, null],
    ['a reset that is no number', { 'x-ratelimit-reset': 'soon' }, null],
    ['nothing', {}, null],
  ])('%s', (_name, headers, expected) => {
    expect(askedWait(headers, now)).toBe(expected)
  })

  test('untilReset is null for a reset that is now', () => {
    expect(untilReset({ 'x-ratelimit-reset': String(epoch) }, now)).toBeNull()
  })

  const wait = (outcome: Outcome, attempt: number, random: number, askedWaitMs: number | null = null) =>
    waitAfter(new ApiFailure({ target: '/x', outcome, askedWaitMs }, String), attempt, () => random)

  test('the backoff doubles with full jitter, up to a minute', () => {
    expect([1, 2, 3, 10].map((attempt) => wait('transport', attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 60_000,
    ])
    expect(wait('transport', 5, 0)).toBe(0)
  })

  test('never less than the server asks; 60 s after a 429 that says nothing (W1)', () => {
    expect(wait(429, 1, 0, 2_000)).toBe(2_000)
    expect(wait(429, 1, 0)).toBe(60_000)
    expect(wait(429, 1, 0.5)).toBe(60_500)
    expect(wait(429, 1, 0, 0)).toBe(0)
  })
})
