import { afterAll, beforeAll, expect, it } from 'vitest'
import { runChaos } from '../../bench/chaos/chaos.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.drop())

it('R14 R15 R19 workers that are killed and frozen again and again leave every graph as its sheet says, and no secret in a log', async () => {
  const report = await runChaos({
    pool: db.pool,
    databaseUrl: db.url,
    crashDatabase: null,
    seed: 7,
    tenants: 8,
    rows: 40,
    workers: 2,
    kills: 3,
    killEveryMs: 1_500,
    freezes: 1,
    crashes: 0,
    freezeMs: 5_000,
    say: () => undefined,
  })
  expect(report.findings).toEqual([])
  expect(report.kills).toBe(3)
  expect(Math.max(0, ...report.recoverySeconds)).toBeLessThan(90)
  expect(report.oldestHeartbeatSeconds).toBeLessThan(90)
  expect(report.runs['succeeded']).toBeGreaterThanOrEqual(8)
}, 240_000)
