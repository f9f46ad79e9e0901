import { Pool, type PoolClient } from 'pg'
import type { Logger } from '../core/logger.ts'
import { describeTarget, isConnectionLoss, unavailable } from './failure.ts'

const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 60_000
/** Between two statements of a transaction there is no I/O but our own; longer means that its process hangs. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000

export interface PoolSettings {
  readonly logger: Logger
  /** Connections at once; default 10. */
  readonly max?: number
  readonly applicationName?: string
  /** Default for the transactions of this pool; 0 is none. */
  readonly statementTimeoutMs?: number
}

interface PoolFacts {
  readonly target: string
  readonly statementTimeoutMs: number
}

const factsOf = new WeakMap<Pool, PoolFacts>()

/**
 * A pool whose failures to connect are `database_unavailable`, without the password. Startup parameters are kept
 * to those that pgbouncer accepts; timeouts are set per transaction instead.
 */
export function createPool(url: string, settings: PoolSettings): Pool {
  const target = describeTarget(url)
  const pool = new Pool({
    connectionString: url,
    max: settings.max ?? 10,
    application_name: settings.applicationName ?? 'smartsheet-sync',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // A peer that vanished without a word (failover, NAT) would otherwise be waited for by the hour.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // An 'error' event without a listener ends the process. The pool emits it for idle clients only; a client that
  // is checked out emits its own, and whoever holds it hears of the failure from the statement it waits for.
  const log = (error: Error) => {
    settings.logger.warn({ reason: error.message, database: target }, 'lost a connection to Postgres')
  }
  pool.on('error', log)
  pool.on('connect', (client) => client.on('error', () => undefined))
  nameConnectFailures(pool, target)
  factsOf.set(pool, { target, statementTimeoutMs: settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS })
  return pool
}

type ConnectCallback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: boolean | Error) => void,
) => void

/** Replaces `connect`, through which `query` goes as well. */
function nameConnectFailures(pool: Pool, target: string): void {
  const plain = pool.connect.bind(pool)
  function connect(): Promise<PoolClient>
  function connect(callback: ConnectCallback): void
  function connect(callback?: ConnectCallback): Promise<PoolClient> | undefined {
    if (callback === undefined) {
      return plain().catch((error: unknown) => {
        throw unavailable('Cannot connect to', target, error)
      })
    }
    plain((error, client, done) => {
      callback(error && unavailable('Cannot connect to', target, error), client, done)
    })
    return undefined
  }
  pool.connect = connect
}

export interface TransactionSettings {
  /** 0 is none; default: that of the pool. */
  readonly statementTimeoutMs?: number
  readonly readOnly?: boolean
}

/**
 * Runs `work` between begin and commit; whatever it throws is thrown on after a rollback.
 * A lost connection becomes `database_unavailable`.
 */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  settings: TransactionSettings = {},
): Promise<T> {
  const facts = factsOf.get(pool)
  const client = await pool.connect()
  let broken = false
  try {
    await client.query(openingOf(settings, facts?.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS))
    const result = await work(client)
    const { command } = await client.query('commit')
    // What Postgres answers to `commit` when an error of a statement was swallowed: nothing was written.
    if (command === 'ROLLBACK') throw new Error('The transaction had failed before its commit')
    return result
  } catch (error) {
    broken = !(await rolledBack(client))
    throw isConnectionLoss(error) ? unavailable('Lost the connection to', facts?.target ?? '', error) : error
  } finally {
    client.release(broken)
  }
}

function openingOf(
  { readOnly = false, statementTimeoutMs }: TransactionSettings,
  fallbackMs: number,
): string {
  const idleMs = statementTimeoutMs === 0 ? 0 : IDLE_IN_TRANSACTION_TIMEOUT_MS
  return [
    readOnly ? 'begin read only' : 'begin',
    `set local statement_timeout = ${Math.trunc(statementTimeoutMs ?? fallbackMs)}`,
    `set local idle_in_transaction_session_timeout = ${idleMs}`,
  ].join('; ')
}

/** False when the connection is in no state to be used again. */
async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    return false
  }
}
