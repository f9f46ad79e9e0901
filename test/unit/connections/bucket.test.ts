import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ask,
  type Bucket,
  fullBucket,
  limitTo,
  LONGEST_PAUSE_MS,
  pause,
  refill,
  withdraw,
} from '../../../src/connections/bucket.ts'

const MINUTE = 60_000
const rate = (perMinute: number, now: number) => ({ perMinute, now })
const request = (id: string, tenant = 'a', weight = 1) => ({ id, tenant, weight })

interface Asker {
  tenant: string
  /** Ms between the end of one request and the next. */
  idleMs: number
}

interface Sent {
  at: number
  tenant: string
}

/** Askers that each want one request after the other, on a clock that jumps from one event to the next. */
function simulate(perMinute: number, askers: readonly Asker[], lastsMs: number): Sent[] {
  const sent: Sent[] = []
  let bucket: Bucket = fullBucket(rate(perMinute, 0))
  const events = askers.map((asker, index) => ({ at: 0, asker, id: `${index}`, count: 0 }))
  for (;;) {
    const next = events.reduce((least, event) => (event.at < least.at ? event : least))
    if (next.at >= lastsMs) return sent
    const id = `${next.id}/${next.count}`
    const asked = ask(bucket, request(id, next.asker.tenant), rate(perMinute, next.at))
    bucket = asked.bucket
    if (asked.waitMs === 0) {
      sent.push({ at: next.at, tenant: next.asker.tenant })
      next.count += 1
      next.at += Math.max(1, next.asker.idleMs)
    } else next.at += asked.waitMs
  }
}

const mostInAMinute = (sent: readonly Sent[]): number =>
  Math.max(
    0,
    ...sent.map(({ at }) => sent.filter((other) => other.at >= at && other.at < at + MINUTE).length),
  )

const countBy = (sent: readonly Sent[], tenant: string) => sent.filter((one) => one.tenant === tenant).length

const askers = (tenant: string, count: number, idleMs = 0): Asker[] =>
  Array.from({ length: count }, () => ({ tenant, idleMs }))

describe('the budget of an API key', () => {
  it('is never exceeded in any minute, whoever asks and however often', () => {
    const someAskers = fc.array(
      fc.record({ tenant: fc.constantFrom('a', 'b', 'c'), idleMs: fc.nat({ max: 5_000 }) }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), someAskers, (perMinute, those) => {
        expect(mostInAMinute(simulate(perMinute, those, 4 * MINUTE))).toBeLessThanOrEqual(perMinute)
      }),
      { numRuns: 150 },
    )
  })

  it('is used up where enough is asked: after the first minute five sixths of it at least', () => {
    for (const perMinute of [1, 6, 60, 300]) {
      const sent = simulate(perMinute, askers('a', 8), 5 * MINUTE)
      expect(sent.length).toBeGreaterThanOrEqual(5 * perMinute * (5 / 6))
    }
  })

  it('is shared equally by tenants that want more, however many requests each has waiting', () => {
    const sent = simulate(60, [...askers('a', 10), ...askers('b', 1)], 10 * MINUTE)
    const late = sent.filter(({ at }) => at > MINUTE)
    expect(Math.abs(countBy(late, 'a') - countBy(late, 'b'))).toBeLessThanOrEqual(2)
  })

  it('is left to the others by a tenant that wants little, which then never waits for them', () => {
    const sent = simulate(60, [...askers('a', 10), ...askers('b', 1, 10_000)], 10 * MINUTE)
    expect(countBy(sent, 'b')).toBeGreaterThanOrEqual(10 * 5)
    expect(sent.length).toBeGreaterThan(10 * 60 * (5 / 6))
  })

  it('goes to those who came first within a tenant', () => {
    let bucket = { ...fullBucket(rate(60, 0)), tokens: 0 }
    const waits = ['first', 'second', 'third'].map((id) => {
      const asked = ask(bucket, request(id), rate(60, 0))
      bucket = asked.bucket
      return asked.waitMs
    })
    expect(waits).toEqual([1_177, 2_353, 3_530])
    expect(ask(bucket, request('third'), rate(60, 1_200)).waitMs).toBeGreaterThan(0)
    expect(ask(bucket, request('first'), rate(60, 1_200)).waitMs).toBe(0)
  })

  it('is not held up by a request whose process is gone', () => {
    const empty = { ...fullBucket(rate(60, 0)), tokens: 0 }
    const { bucket, waitMs } = ask(empty, request('dead'), rate(60, 0))
    const waiting = ask(bucket, request('alive', 'b'), rate(60, 1))
    expect(ask(waiting.bucket, request('alive', 'b'), rate(60, 1_200)).waitMs).toBeGreaterThan(0)
    const afterIt = rate(60, waitMs + 5_001)
    expect(
      ask({ ...waiting.bucket, tokens: 1, refilledAt: afterIt.now }, request('alive', 'b'), afterIt).waitMs,
    ).toBe(0)
  })

  it('is not held up by a request that was withdrawn', () => {
    const empty = { ...fullBucket(rate(60, 0)), tokens: 0 }
    const { bucket } = ask(empty, request('gone'), rate(60, 0))
    expect(ask(withdraw(bucket, 'gone'), request('next'), rate(60, 1_200)).waitMs).toBe(0)
  })

  it('gives a request of weight ten ten tokens, also where it never holds so many', () => {
    const full = fullBucket(rate(300, 0))
    expect(ask(full, request('heavy', 'a', 10), rate(300, 0)).bucket.tokens).toBe(full.tokens - 10)
    const small = ask(fullBucket(rate(6, 0)), request('heavy', 'a', 10), rate(6, 0))
    expect(small.waitMs).toBe(0)
    expect(ask(small.bucket, request('next', 'b'), rate(6, 0)).waitMs).toBeGreaterThan(9_000)
  })

  it('lets nothing through while it is paused, then one, and no burst', () => {
    const paused = pause(fullBucket(rate(60, 0)), 30_000, rate(60, 0))
    expect(ask(paused, request('one'), rate(60, 0)).waitMs).toBe(30_000)
    const first = ask(paused, request('one'), rate(60, 30_000))
    expect(first.waitMs).toBe(0)
    expect(ask(first.bucket, request('two'), rate(60, 30_000)).waitMs).toBe(1_177)
  })

  it('is paused until the latest end that was asked for, and never for more than five minutes', () => {
    const full = fullBucket(rate(60, 0))
    const twice = pause(pause(full, 60_000, rate(60, 0)), 5_000, rate(60, 1_000))
    expect(twice.pausedUntil).toBe(60_000)
    expect(pause(full, 9e9, rate(60, 0)).pausedUntil).toBe(LONGEST_PAUSE_MS)
  })

  it('gives no burst after a pause that somebody behind the time asks for', () => {
    const ahead = { ...fullBucket(rate(300, 120_000)), tokens: 0 }
    const paused = pause(ahead, 60_000, rate(300, 0))
    expect(ask(paused, request('one'), rate(300, 120_000)).waitMs).toBeGreaterThan(0)
  })

  it('holds no more than Smartsheet says is left', () => {
    const limited = limitTo(fullBucket(rate(300, 0)), 2, rate(300, 0))
    expect(limited.tokens).toBe(2)
    expect(refill(limited, rate(300, MINUTE)).tokens).toBe(50)
  })

  it('remembers nothing of those who had no more than the others', () => {
    let bucket: Bucket = fullBucket(rate(6_000, 0))
    for (let n = 0; n < 500; n += 1) {
      bucket = ask(bucket, request(`${n}`, `tenant ${n % 10}`), rate(6_000, n * 1_000)).bucket
    }
    expect(bucket.waiting).toEqual([])
    expect(bucket.turns.length).toBeLessThanOrEqual(10)
  })
})
