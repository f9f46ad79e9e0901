import { Pool, type PoolClient } from 'pg'
import type { Logger } from '../core/logger.ts'
import { cutAfter } from './cut.ts'
import { describeTarget, isConnectionLoss, unavailable } from './failure.ts'

const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 60_000
/** What is outside a transaction, or begins one, is short; longer means that the server is gone without a word. */
const ANSWER_TIMEOUT_MS = 20_000
const WATCH_MS = 5_000

export interface PoolSettings {
  readonly logger: Logger
  /** Connections at once; default 10. */
  readonly max?: number
  readonly applicationName?: string
  /** Default for the transactions of this pool; 0 is none. */
  readonly statementTimeoutMs?: number
  /** After this without an answer, the connection of a statement outside a transaction is cut; default 20 s. */
  readonly answerTimeoutMs?: number
  /** How often a transaction makes sure that the server still works for it; default 5 s. */
  readonly watchMs?: number
}

export interface PoolFacts {
  /** Host, port and database. */
  readonly target: string
  readonly statementTimeoutMs: number
  readonly answerTimeoutMs: number
  readonly watchMs: number
}

const factsByPool = new WeakMap<Pool, PoolFacts>()

/** What transactions have to know of their pool. */
export function factsOf(pool: Pool): PoolFacts {
  const facts = factsByPool.get(pool)
  if (facts === undefined) throw new Error('Pools are made by createPool')
  return facts
}

/**
 * A pool whose lost connections, and failures to connect, are `database_unavailable`, without the password. Startup
 * parameters are kept to those that pgbouncer accepts; timeouts are set per transaction instead.
 */
export function createPool(url: string, settings: PoolSettings): Pool {
  const facts: PoolFacts = {
    target: describeTarget(url),
    statementTimeoutMs: settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    answerTimeoutMs: settings.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
    watchMs: settings.watchMs ?? WATCH_MS,
  }
  const pool = new Pool({
    connectionString: url,
    max: settings.max ?? 10,
    application_name: settings.applicationName ?? 'smartsheet-sync',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // What a session keeps, as its temporary tables, is not to grow old: no vacuum of another one reaches it.
    maxLifetimeSeconds: 3_600,
    // A peer that vanished without a word (failover, NAT) would otherwise be waited for by the hour.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // An 'error' event without a listener ends the process. The pool emits it for idle clients only; a client that
  // is checked out emits its own, and whoever holds it hears of the failure from the statement it waits for.
  const log = (error: Error) => {
    settings.logger.warn({ reason: error.message, database: facts.target }, 'lost a connection to Postgres')
  }
  pool.on('error', log)
  pool.on('connect', (client) => client.on('error', () => undefined))
  guardConnect(pool, facts)
  nameLosses(pool, facts)
  factsByPool.set(pool, facts)
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
function guardConnect(pool: Pool, { target, answerTimeoutMs }: PoolFacts): void {
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
      if (client !== undefined) cutUnlessReleased(client, answerTimeoutMs)
      callback(error && unavailable('Cannot connect to', target, error), client, done)
    })
    return undefined
  }
  pool.connect = connect
}

function cutUnlessReleased(client: PoolClient, ms: number): void {
  const released = cutAfter(client, ms)
  const release = client.release.bind(client)
  client.release = (failed) => {
    released()
    release(failed)
  }
}

/** Replaces `query`: what fails with its connection gets a name. */
function nameLosses(pool: Pool, { target }: PoolFacts): void {
  const plain = pool.query.bind(pool)
  const query = (...args: unknown[]): unknown => {
    const result: unknown = Reflect.apply(plain, undefined, args)
    // Nothing is given to those who hand in a callback.
    if (!(result instanceof Promise)) return result
    return result.catch((error: unknown) => {
      throw isConnectionLoss(error) ? unavailable('Lost the connection to', target, error) : error
    })
  }
  Object.assign(pool, { query })
}
