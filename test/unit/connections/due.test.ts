import { describe, expect, it } from 'vitest'
import { type Outcome, planAfter } from '../../../src/connections/due.ts'
import type { Connection } from '../../../src/connections/model.ts'

type Planned = Parameters<typeof planAfter>[0]

const connection = (over: Partial<Connection> = {}): Planned => ({
  state: 'active',
  intervalHours: 2,
  nextDueAt: new Date('2026-03-01T10:00:00Z'),
  consecutiveFailures: 0,
  ...over,
})
const at = (time: string): Date => new Date(`2026-03-01T${time}Z`)
const failed = (errorCode: 'api_unavailable' | 'key_invalid' | 'needs_mapping' | 'interrupted'): Outcome => ({
  status: 'failed',
  errorCode,
})

describe('planAfter', () => {
  it('R16 plans the next run one interval after the last plan, not after the end of the run', () => {
    expect(planAfter(connection(), { status: 'succeeded' }, at('10:07:30')).nextDueAt).toEqual(at('12:00:00'))
  })

  it('R18 fires an overdue connection once, however many runs it missed', () => {
    expect(planAfter(connection(), { status: 'succeeded' }, at('17:30:00')).nextDueAt).toEqual(at('18:00:00'))
  })

  it('R16 keeps the plan when a person syncs ahead of it', () => {
    expect(planAfter(connection(), { status: 'succeeded' }, at('09:00:00')).nextDueAt).toEqual(at('10:00:00'))
  })

  it('R18 comes back to the interval after a day of backing off', () => {
    const backedOff = connection({
      nextDueAt: at('23:30:00'),
      consecutiveFailures: 9,
      state: 'needs_attention',
    })
    expect(planAfter(backedOff, { status: 'unchanged' }, at('10:00:00'))).toEqual({
      state: 'active',
      nextDueAt: at('11:30:00'),
      consecutiveFailures: 0,
    })
  })

  it('R12 a held run asks for attention', () => {
    expect(planAfter(connection(), { status: 'held' }, at('10:01:00')).state).toBe('needs_attention')
  })

  it('R18 a permanent cause asks for attention at once, and is tried again after a day', () => {
    expect(planAfter(connection(), failed('key_invalid'), at('10:01:00'))).toEqual({
      state: 'needs_attention',
      nextDueAt: new Date('2026-03-02T10:00:00Z'),
      consecutiveFailures: 1,
    })
  })

  it('R18 a sheet without a mapping waits for one', () => {
    expect(planAfter(connection(), failed('needs_mapping'), at('10:01:00')).state).toBe('needs_mapping')
  })

  it('R18 transient failures ask for attention after five in a row, then wait twice as long each time, up to a day', () => {
    const hours = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((failures) => {
      const plan = planAfter(
        connection({ consecutiveFailures: failures }),
        failed('api_unavailable'),
        at('10:00:00'),
      )
      return [plan.state, (plan.nextDueAt.getTime() - at('10:00:00').getTime()) / 3_600_000]
    })
    expect(hours).toEqual([
      ['active', 2],
      ['active', 2],
      ['active', 2],
      ['active', 2],
      ['needs_attention', 4],
      ['needs_attention', 8],
      ['needs_attention', 16],
      ['needs_attention', 24],
      ['needs_attention', 24],
    ])
  })

  it('R18 an interrupted run is due at once and counts for nothing', () => {
    const before = connection({ consecutiveFailures: 4 })
    expect(planAfter(before, failed('interrupted'), at('10:01:00'))).toEqual({
      state: 'active',
      nextDueAt: at('10:01:00'),
      consecutiveFailures: 4,
    })
  })
})
