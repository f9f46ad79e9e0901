import type { App, Service } from './cli/context.ts'
import { workerContext } from './cli/workerContext.ts'
import type { Config } from './config/config.ts'
import { thisWorker } from './connections/lease.ts'
import type { Clock } from './core/clock.ts'
import type { Logger } from './core/logger.ts'
import { openEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { ping } from './db/ping.ts'
import { createPool } from './db/pool.ts'

/** Of the pool, for each sync at once: while the rows of one page are remembered, those of the next are staged. */
const CONNECTIONS_PER_SYNC = 2
/** And for all else: the queue's hands and its upkeep, rounds, HTTP. */
const SPARE_CONNECTIONS = 6

export interface AppTools {
  logger: Logger
  clock: Clock
}

/**
 * Starts everything that commands and workers share: the database (embedded where none is configured), its
 * schema, and what a sync needs to know. `close` releases in reverse order, once.
 */
export async function createApp(config: Config, { logger, clock }: AppTools): Promise<App> {
  const releases: (() => Promise<void>)[] = []
  const close = async () => {
    for (const release of releases.splice(0).reverse()) await release()
  }
  try {
    const url = config.databaseUrl ?? (await openDatabase())
    const max = config.sync.concurrency * CONNECTIONS_PER_SYNC + SPARE_CONNECTIONS
    const pool = createPool(url, { logger, max })
    releases.push(() => pool.end())
    const schema = await migrate(pool)
    const settings = {
      keys: { secrets: config.secrets, accessToken: config.smartsheet.accessToken },
      baseUrl: config.smartsheet.baseUrl,
      pageSize: config.smartsheet.pageSize,
      requestsPerMinute: config.smartsheet.requestsPerMinute,
      worker: thisWorker(),
    }
    return { config, schema, pool, logger, clock, settings, close }
  } catch (error) {
    await close()
    throw error
  }

  async function openDatabase(): Promise<string> {
    const embedded = await openEmbedded({ dataDir: config.dataDir, logger })
    releases.push(() => embedded.close())
    return embedded.url
  }
}

/** How long the database may take to answer a question after the worker's health. */
const PING_MS = 2_000

/** Starts what `worker` runs: the schedule, the queue and HTTP. */
export async function startService(app: App): Promise<Service> {
  const { pool, config, clock, logger } = app
  // Loaded here: no other command needs queue and server, and they would take their time at each start.
  const [{ startWorker }, { createMetrics }, { startHttp }] = await Promise.all([
    import('./scheduler/worker.ts'),
    import('./http/metrics.ts'),
    import('./http/server.ts'),
  ])
  const metrics = createMetrics({ pool, clock, logger })
  const worker = await startWorker(workerContext(app, (report) => metrics.observe(report)))
  try {
    const http = await startHttp(config.http, {
      metrics,
      clock,
      logger,
      requestSync: (connectionId, options) => worker.requestSync(connectionId, options),
      async unready() {
        if (!worker.isServing()) return 'The worker is stopping.'
        return (await ping(pool, PING_MS)) ? null : 'Postgres does not answer.'
      },
    })
    return {
      async stop() {
        await worker.stop()
        await http.close()
      },
    }
  } catch (error) {
    await worker.stop()
    throw error
  }
}
