import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { abortAfter } from '../../../src/core/signals.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('it aborts so long after the other one, with its reason', () => {
  const stop = new AbortController()
  const { signal } = abortAfter(stop.signal, 1_000)
  stop.abort('enough')
  vi.advanceTimersByTime(999)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect([signal.aborted, signal.reason]).toEqual([true, 'enough'])
})

test('the time of one that has aborted already runs from now on', () => {
  const { signal } = abortAfter(AbortSignal.abort('enough'), 1_000)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(signal.reason).toBe('enough')
})

test('once cleared it never aborts, and leaves no timer', () => {
  const stop = new AbortController()
  const running = abortAfter(stop.signal, 1_000)
  stop.abort('enough')
  running.clear()
  const waiting = abortAfter(new AbortController().signal, 1_000)
  waiting.clear()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(1_000)
  expect([running.signal.aborted, waiting.signal.aborted]).toEqual([false, false])
})

test('without another one it never aborts', () => {
  expect(abortAfter(undefined, 0).signal.aborted).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})
