import { afterEach, expect } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { createMetrics, type Metrics } from '../../src/http/metrics.ts'
import { type HttpParts, type HttpServer, type HttpSettings, startHttp } from '../../src/http/server.ts'
import type { TestDatabase } from './database.ts'
import { type FakeClock, fakeClock } from './fakeClock.ts'

export const ADMIN_TOKEN = 'unit-test-admin-token-93b1'

/** Matches the body of an answer that is a fault, by its code and, if given, its message. */
export const fault = (code: string, message = /./): unknown => ({
  error: { code, message: expect.stringMatching(message) as string },
})

export interface HttpStage {
  readonly clock: FakeClock
  /** Starts a server on a free port of loopback, which is closed after the test if that was not done. */
  serve(parts?: Partial<HttpParts>, settings?: Partial<HttpSettings>): Promise<HttpServer>
  metrics(pool?: TestDatabase['pool']): Metrics
  /** What was logged in this test, as JSON. */
  readonly lines: string[]
}

/** Servers in this process, on a database and on a fake clock. */
export function useHttp(db: TestDatabase): HttpStage {
  const servers: HttpServer[] = []
  const lines: string[] = []
  const clock = fakeClock()
  const logger = createLogger('debug', { write: (line) => void lines.push(line) })
  const metrics: HttpStage['metrics'] = (pool = db.pool) => createMetrics({ pool, clock, logger })
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
    lines.length = 0
  })
  return {
    clock,
    lines,
    metrics,
    async serve(parts = {}, settings = {}) {
      const server = await startHttp(
        { host: '127.0.0.1', port: 0, adminToken: ADMIN_TOKEN, ...settings },
        {
          clock,
          logger,
          metrics: metrics(),
          unready: () => Promise.resolve(null),
          requestSync: () => Promise.resolve('accepted'),
          ...parts,
        },
      )
      servers.push(server)
      return server
    },
  }
}
