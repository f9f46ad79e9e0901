import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { createBudget } from '../../src/connections/budget.ts'
import type { Clock } from '../../src/core/clock.ts'
import { createPool } from '../../src/db/pool.ts'
import { createClient } from '../../src/smartsheet/client.ts'
import { readVersion } from '../../src/smartsheet/read.ts'
import type { ClockMessage, ReplicaMessage } from './sharedClock.ts'

/** What a replica does until `until`: each tenant's tasks ask for the version of its sheet again and again. */
export interface ReplicaWork {
  url: string
  baseUrl: string
  apiKey: string
  keyHash: string
  perMinute: number
  start: number
  until: number
  tenants: readonly { tenant: string; sheetId: string; tasks: number }[]
}

const work = JSON.parse(process.argv[2] ?? '{}') as ReplicaWork
const logger = pino({ level: 'silent' })
const pool = createPool(work.url, { logger })

let now = work.start
let slept = 0
const wakers = new Map<number, () => void>()
const send = (message: ReplicaMessage) => process.send?.(message)
process.on('message', (message: ClockMessage) => {
  now = message.now
  for (const id of message.ids) wakers.get(id)?.()
})
const clock: Clock = {
  simulated: true,
  now: () => new Date(now),
  async sleep(ms) {
    slept += 1
    const id = slept
    await new Promise<void>((wake) => {
      wakers.set(id, wake)
      send({ kind: 'sleep', id, ms })
    })
    wakers.delete(id)
  },
}

async function ask({ tenant, sheetId }: { tenant: string; sheetId: string }): Promise<void> {
  const { keyHash, perMinute, apiKey, baseUrl } = work
  const budget = createBudget({ pool, keyHash, tenant, perMinute, clock })
  const client = createClient({ apiKey, baseUrl, budget, clock, logger })
  while (now < work.until) await readVersion(client, sheetId)
  client.close()
  send({ kind: 'done' })
}

await Promise.all(work.tenants.flatMap((one) => Array.from({ length: one.tasks }, () => ask(one))))
await pool.end()
// Until the last message has been handed over.
await delay(0)
process.disconnect()
