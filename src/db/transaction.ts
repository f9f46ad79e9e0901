import type { Pool, PoolClient, QueryResult } from 'pg'
import { cutAfter } from './cut.ts'
import { isConnectionLoss, unavailable } from './failure.ts'
import { factsOf, type PoolFacts } from './pool.ts'
import { type Backend, watchTransaction } from './watch.ts'

/** Between two statements of a transaction there is no I/O but our own; longer means that its process hangs. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000

export interface TransactionSettings {
  /** 0 is none; default: that of the pool. */
  readonly statementTimeoutMs?: number
  readonly readOnly?: boolean
  /** Reads only, and everything as it is at the first statement. */
  readonly oneMoment?: boolean
  /** Ends the transaction: the statement at work is cancelled, all is rolled back, its reason is thrown. */
  readonly signal?: AbortSignal
}

/**
 * Runs `work` between begin and commit; whatever it throws is thrown on after a rollback. A lost connection becomes
 * `database_unavailable`, also where nothing but its silence tells of the loss.
 */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  settings: TransactionSettings = {},
): Promise<T> {
  const facts = factsOf(pool)
  settings.signal?.throwIfAborted()
  const client = await pool.connect()
  const watch = watchTransaction(pool, client, { watchMs: facts.watchMs, signal: settings.signal })
  let broken = false
  try {
    watch.begin(await begin(client, settings, facts))
    const result = await work(client)
    // A cancel that came between two statements had none to meet.
    settings.signal?.throwIfAborted()
    const { command } = await client.query('commit')
    // What Postgres answers to `commit` when an error of a statement was swallowed: nothing was written.
    if (command === 'ROLLBACK') throw new Error('The transaction had failed before its commit')
    return result
  } catch (error) {
    broken = !(await rolledBack(client))
    settings.signal?.throwIfAborted()
    throw isConnectionLoss(error) ? unavailable('Lost the connection to', facts.target, error) : error
  } finally {
    watch.end()
    client.release(broken)
  }
}

/** Opens the transaction in one round trip. */
async function begin(
  client: PoolClient,
  { readOnly = false, oneMoment = false, statementTimeoutMs }: TransactionSettings,
  facts: PoolFacts,
): Promise<Backend> {
  const idleMs = statementTimeoutMs === 0 ? 0 : IDLE_IN_TRANSACTION_TIMEOUT_MS
  const opening = [
    oneMoment ? 'begin isolation level repeatable read read only' : readOnly ? 'begin read only' : 'begin',
    `set local statement_timeout = ${Math.trunc(statementTimeoutMs ?? facts.statementTimeoutMs)}`,
    `set local idle_in_transaction_session_timeout = ${idleMs}`,
    // What a plan is expected to cost is a guess about working tables: by it, compiling takes longer than what is compiled.
    'set local jit = off',
    // Not the process id that pg knows from its start: behind pgbouncer that is made up.
    'select pg_backend_pid() as pid, extract(epoch from now())::text as "startedAt"',
  ].join('; ')
  const answered = cutAfter(client, facts.answerTimeoutMs)
  try {
    const answer = await client.query<Backend>(opening)
    // pg gives an array for several statements, which its types do not say.
    const answers: readonly QueryResult<Backend>[] = [answer].flat()
    return answers.at(-1)?.rows[0] ?? { pid: 0, startedAt: '0' }
  } finally {
    answered()
  }
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
