import { Pool, type PoolClient } from 'pg'
import type { Logger } from '../core/logger.ts'
import { describeTarget, unavailable } from './failure.ts'

const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 60_000
/** Statements outside a transaction are short; one that takes longer waits for a server that is gone. */
const ANSWER_TIMEOUT_MS = 20_000

export interface PoolSettings {
  readonly logger: Logger
  /** Connections at once; default 10. */
  readonly max?: number
  readonly applicationName?: string
  /** Default for the transactions of this pool; 0 is none. */
  readonly statementTimeoutMs?: number
  /** After this without an answer, the connection of a statement outside a transaction is given up. */
  readonly answerTimeoutMs?: number
}

export interface PoolFacts {
  /** Host, port and database. */
  readonly target: string
  readonly statementTimeoutMs: number
}

const facts = new WeakMap<Pool, PoolFacts>()

/** What transactions have to know of their pool. */
export const factsOf = (pool: Pool): PoolFacts =>
  facts.get(pool) ?? { target: 'an unknown address', statementTimeoutMs: STATEMENT_TIMEOUT_MS }

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
  guardConnect(pool, target, settings.answerTimeoutMs ?? ANSWER_TIMEOUT_MS)
  facts.set(pool, { target, statementTimeoutMs: settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS })
  return pool
}

type ConnectCallback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: boolean | Error) => void,
) => void

/**
 * Replaces `connect`: its failures get a name. `pool.query` goes through its form with a callback, and is bounded
 * there: a server that vanished without a word would be waited for as long as the kernel repeats its packets.
 */
function guardConnect(pool: Pool, target: string, answerTimeoutMs: number): void {
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
      if (client !== undefined) giveUpAfter(client, answerTimeoutMs)
      callback(error && unavailable('Cannot connect to', target, error), client, done)
    })
    return undefined
  }
  pool.connect = connect
}

/** Cuts the connection unless it is given back within the time; its statement fails with that. */
function giveUpAfter(client: PoolClient, ms: number): void {
  const timer = setTimeout(() => void client.end(), ms)
  const release = client.release.bind(client)
  client.release = (failed) => {
    clearTimeout(timer)
    release(failed)
  }
}
