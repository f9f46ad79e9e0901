import { ask, type Bucket, fullBucket, limitTo, pause } from '../../src/connections/bucket.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Budget } from '../../src/smartsheet/budget.ts'

/** The budget of one key in one process: what Postgres keeps for many. */
export function memoryBudget(clock: Clock, perMinute = 300): Budget {
  const rate = () => ({ perMinute, now: clock.now().getTime() })
  let bucket: Bucket = fullBucket(rate())
  let asked = 0
  return {
    async take(weight, signal) {
      asked += 1
      const request = { id: String(asked), tenant: 'a tenant', weight }
      for (;;) {
        const { bucket: next, waitMs } = ask(bucket, request, rate())
        bucket = next
        if (waitMs === 0) return
        await clock.sleep(waitMs, signal)
      }
    },
    pause(ms) {
      bucket = pause(bucket, ms, rate())
      return Promise.resolve()
    },
    limitTo(requests) {
      bucket = limitTo(bucket, requests, rate())
      return Promise.resolve()
    },
  }
}
