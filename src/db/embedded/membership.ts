import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { SyncError, messageOf } from '../../core/errors.ts'
import { isConnectionLoss } from '../failure.ts'
import { type Cluster, lastLogLines, runningPort, startServer, stopServer, urlOf } from './cluster.ts'

/**
 * Who still needs the server is counted by the server itself: every process holds one connection with a shared
 * advisory lock. Whoever leaves tries for the exclusive lock, gets it only when nobody else is left, and then
 * stops the server. A killed process drops out with its connection; there are no lock files to go stale.
 */
const MEMBERS_LOCK = '8317411231031060582'

const ENTER_TIMEOUT_MS = 60_000
/** A server that does not start for so long, though nobody else starts or stops it, does not start at all. */
const FAILING_MS = 5_000
const PAUSE_MS = 100

export interface Member {
  readonly client: Client
  readonly port: number
}

/** Joins the running server or starts one, whatever other processes start and stop meanwhile. */
export async function enter(cluster: Cluster, port?: number): Promise<Member> {
  const deadline = Date.now() + ENTER_TIMEOUT_MS
  let failingSince: number | undefined
  for (;;) {
    const member = await join(cluster)
    if (member !== undefined) return member
    try {
      await startServer(cluster, port)
    } catch (error) {
      // A server that somebody else is starting or stopping is no failure, but a reason to look again. Between the
      // two there are moments without a port to be seen, so one look does not tell.
      if ((await runningPort(cluster)) !== undefined) failingSince = undefined
      else failingSince ??= Date.now()
      const failing = failingSince !== undefined && Date.now() - failingSince > FAILING_MS
      if (failing || Date.now() > deadline) throw await startFailure(cluster, error)
      await delay(PAUSE_MS)
    }
  }
}

async function join(cluster: Cluster): Promise<Member | undefined> {
  const port = await runningPort(cluster)
  if (port === undefined) return undefined
  const client = new Client({
    connectionString: urlOf(cluster, port),
    application_name: 'smartsheet-sync member',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ joined: boolean }>(
      'select pg_try_advisory_lock_shared($1) as joined',
      [MEMBERS_LOCK],
    )
    if (rows[0]?.joined === true) return { client, port }
  } catch {
    // Not up, going down, or the port of a server that is long gone: starting one tells.
  }
  await client.end().catch(() => undefined)
  return undefined
}

/** Stops the server if nobody else needs it. */
export async function leave(cluster: Cluster, { client }: Member): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [MEMBERS_LOCK])
    const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [
      MEMBERS_LOCK,
    ])
    if (rows[0]?.last === true) await stopServer(cluster)
  } catch (error) {
    // A server that is gone has been left.
    if (!isConnectionLoss(error)) throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function startFailure(cluster: Cluster, error: unknown): Promise<SyncError> {
  const log = await lastLogLines(cluster)
  return new SyncError(
    'embedded_database',
    `The embedded PostgreSQL in ${cluster.home} does not start: ${messageOf(error)}\n${log}`,
    { cause: error },
  )
}
