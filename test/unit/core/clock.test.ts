import { expect, test } from 'vitest'
import { systemClock } from '../../../src/core/clock.ts'

test('a sleep ends at once with the reason of the signal that aborts it', async () => {
  const controller = new AbortController()
  const sleeping = systemClock.sleep(3_600_000, controller.signal)
  const reason = new Error('shutting down')
  controller.abort(reason)
  await expect(sleeping).rejects.toBe(reason)
})

test('a sleep under an aborted signal does not begin', async () => {
  const reason = new Error('over')
  await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason)
})

test('a sleep without a signal ends after its time', async () => {
  const started = systemClock.now().getTime()
  await systemClock.sleep(2)
  expect(systemClock.now().getTime() - started).toBeGreaterThanOrEqual(1)
})
