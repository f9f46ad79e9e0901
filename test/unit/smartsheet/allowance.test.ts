import { describe, expect, it } from 'vitest'
import { type Care, createAllowance, weightOf } from '../../../src/smartsheet/budget.ts'

const NOW = new Date('2026-03-01T00:00:00Z')

/** What each of these answers calls for, in turn: what is left, and in how many seconds the count begins anew. */
function learnt(
  ...answers: readonly (readonly [remaining: number | string, resetSeconds: number])[]
): (Care | null)[] {
  const allowance = createAllowance()
  return answers.map(([remaining, seconds]) =>
    allowance.learn(
      {
        'x-ratelimit-limit': '80000',
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(NOW.getTime() / 1000 + seconds),
      },
      NOW,
    ),
  )
}

describe('what x-ratelimit-* teach', () => {
  it('is nothing while plenty is left, or where they make no sense', () => {
    expect(learnt([79_600, 40], [79_200, 40])).toEqual([null, null])
    expect(learnt(['soon', 40], [-1, 40], [300, -5], [300, 9_999_999])).toEqual([null, null, null, null])
    expect(createAllowance().learn({}, NOW)).toBeNull()
  })

  it('is how many requests are left, by what one of them costs', () => {
    expect(learnt([4_400, 40], [4_000, 40])).toEqual([null, { kind: 'limit', requests: 10 }])
  })

  it('W7 is a pause until the reset when not one more fits', () => {
    expect(learnt([0, 5])).toEqual([{ kind: 'pause', ms: 5_000 }])
    expect(learnt([700, 5], [300, 5])).toEqual([null, { kind: 'pause', ms: 5_000 }])
  })

  it('does not take what others spent in between for the cost of one', () => {
    expect(learnt([44_000, 40], [20_400, 40], [20_000, 40])).toEqual([
      null,
      { kind: 'limit', requests: 25 },
      null,
    ])
  })

  it('begins anew with each window', () => {
    expect(learnt([700, 5], [79_600, 60], [300, 59])).toEqual([null, null, null])
  })
})

describe('weightOf', () => {
  it('counts the history of a cell and an attachment as ten requests, all that a sync asks as one', () => {
    expect(weightOf('/sheets/1/rows/2/columns/3/history')).toBe(10)
    expect(weightOf('/sheets/1/attachments/2')).toBe(10)
    for (const path of ['/sheets/1', '/sheets/1/version', '/sheets/1/discussions', '/users/me']) {
      expect(weightOf(path)).toBe(1)
    }
  })
})
