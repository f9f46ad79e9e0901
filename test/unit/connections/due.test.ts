import { describe, expect, it } from 'vitest'
import { type Outcome, planAfter } from '../../../src/connections/due.ts'
import type { Connection } from '../../../src/connections/model.ts'

type Planned = Parameters<typeof planAfter>[0]

/** Its start times are the even hours. */
const EVEN = { tenant: 'acme', sheetId: '6063' }

const connection = (over: Partial<Connection> = {}): Planned => ({
  ...EVEN,
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

  it('R18 comes back to its own start times after a day of backing off', () => {
    const backedOff = connection({
      nextDueAt: at('23:30:00'),
      consecutiveFailures: 9,
      state: 'needs_attention',
    })
    expect(planAfter(backedOff, { status: 'unchanged' }, at('10:00:00'))).toEqual({
      state: 'active',
      nextDueAt: at('12:00:00'),
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

  it('R16 does not plan the same start twice where the clock of the worker is a little behind', () => {
    expect(planAfter(connection(), { status: 'succeeded' }, at('09:59:59')).nextDueAt).toEqual(at('12:00:00'))
  })

  it('R17 a transient failure is tried again after 1, 2, 4 and 8 minutes, but never later than planned', () => {
    const minutes = [0, 1, 2, 3].map((failures) => {
      const before = connection({ consecutiveFailures: failures })
      const plan = planAfter(before, failed('api_unavailable'), at('10:00:00'))
      return [plan.state, (plan.nextDueAt.getTime() - at('10:00:00').getTime()) / 60_000]
    })
    expect(minutes).toEqual([
      ['active', 1],
      ['active', 2],
      ['active', 4],
      ['active', 8],
    ])
    const late = planAfter(connection({ consecutiveFailures: 3 }), failed('api_unavailable'), at('11:55:00'))
    expect(late.nextDueAt).toEqual(at('12:00:00'))
  })

  it('R18 transient failures ask for attention after five in a row, then wait twice as long each time, up to a day', () => {
    const hours = [4, 5, 6, 7, 8].map((failures) => {
      const plan = planAfter(
        connection({ consecutiveFailures: failures }),
        failed('api_unavailable'),
        at('10:00:00'),
      )
      return [plan.state, (plan.nextDueAt.getTime() - at('10:00:00').getTime()) / 3_600_000]
    })
    expect(hours).toEqual([
      ['needs_attention', 4],
      ['needs_attention', 8],
      ['needs_attention', 16],
      ['needs_attention', 24],
      ['needs_attention', 24],
    ])
  })

  it('R18 a run whose process is gone is due at once, until it looks as if its sheet killed five in a row', () => {
    const lost = (failures: number) =>
      planAfter(connection({ consecutiveFailures: failures }), { status: 'lost' }, at('10:01:00'))
    expect(lost(3)).toEqual({ state: 'active', nextDueAt: at('10:01:00'), consecutiveFailures: 4 })
    expect(lost(4)).toEqual({ state: 'needs_attention', nextDueAt: at('14:00:00'), consecutiveFailures: 5 })
    expect(lost(9).nextDueAt).toEqual(new Date('2026-03-02T10:00:00Z'))
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
