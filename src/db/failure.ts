import { SyncError, isSyncError, messageOf } from '../core/errors.ts'

/** SQLSTATEs after which the same work may succeed if it is done again. Not here: 57014, our own statement timeout. */
const TRANSIENT_STATES = new Set([
  '08000', // connection_exception
  '08001', // sqlclient_unable_to_establish_sqlconnection
  '08003', // connection_does_not_exist
  '08004', // sqlserver_rejected_establishment_of_sqlconnection
  '08006', // connection_failure
  '08P01', // protocol_violation: what pgbouncer answers while its server is away
  '25P03', // idle_in_transaction_session_timeout: this process hung in the middle of a transaction
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
])

const CONFLICT_STATES = new Set([
  '40001',
  '40P01',
  '55P03',
  '23503', // foreign_key_violation: somebody deleted what a statement was about to refer to
])

const LOST_STATES = new Set(['08000', '08003', '08006', '08P01', '25P03', '57P01', '57P02', '57P05'])

const SOCKET_CODES = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** pg gives these no code, so that their text is all there is to know them by. */
const LOST_MESSAGES = new Set([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
])

/** SQLSTATEs of a database in trouble, by their beginning, and what its operator can do. Not all are longer than two. */
const REFUSALS: readonly (readonly [state: string, remedy: string])[] = [
  ['53100', 'The disk of Postgres is full: make room there. The next sync tries again.'],
  ['53200', 'Postgres has no memory left: give it more, or lower SYNC_CONCURRENCY.'],
  ['53', 'Postgres has reached a limit of its configuration; its own log says which.'],
  ['25006', 'This Postgres only reads, as a standby does: point DATABASE_URL at the primary.'],
  ['42501', 'The role of DATABASE_URL lacks a privilege: it must own the schemas graph, sync and pgboss.'],
  ['40', 'Other transactions were in the way, again and again; the next sync tries again.'],
  ['55P03', 'Other transactions held a lock for too long; the next sync tries again.'],
  ['57014', 'A statement took too long: Postgres is overloaded, or another program holds a lock.'],
  ['58', 'Postgres has trouble with its own files; its log says more.'],
  ['XX', 'Postgres reports damaged data; its log says more. Do not write to it before that is understood.'],
]

/**
 * What the database's trouble is called, in place of its own error, whose details may hold values of rows; null for
 * an error that is not of the database's making.
 */
export function databaseTrouble(error: unknown): SyncError | null {
  const state = codeOf(error) ?? ''
  if (isConnectionLoss(error) || (TRANSIENT_STATES.has(state) && !isConflict(error))) {
    return new SyncError('database_unavailable', `Postgres is out of reach: ${messageOf(error)}`, {
      cause: error,
    })
  }
  const refusal = /^[0-9A-Z]{5}$/.test(state)
    ? REFUSALS.find(([prefix]) => state.startsWith(prefix))
    : undefined
  if (refusal === undefined) return null
  return new SyncError('database_refused', `Postgres refused the work: ${messageOf(error)} (${state})`, {
    remedy: refusal[1],
    cause: error,
  })
}

/** The SQLSTATE or the operating system's code of an error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** True when the connection itself failed, so that nothing is known of the statement but that it was not committed here. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== undefined) return LOST_STATES.has(code) || SOCKET_CODES.has(code)
  return error instanceof Error && LOST_MESSAGES.has(error.message)
}

/** True when a transaction failed by meeting another one: done again, it need not. */
export const isConflict = (error: unknown): boolean => CONFLICT_STATES.has(codeOf(error) ?? '')

/** True when doing the same work again, from the start of its transaction, may succeed. */
export function isTransient(error: unknown): boolean {
  if (isSyncError(error)) return error.code === 'database_unavailable'
  return TRANSIENT_STATES.has(codeOf(error) ?? '') || isConnectionLoss(error)
}

/** Host, port and database of a connection URL: what may be shown of it. */
export function describeTarget(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = hostname === '' ? (searchParams.get('host') ?? 'localhost') : hostname
  return `${host}:${port === '' ? '5432' : port}${pathname === '' ? '/' : pathname}`
}

export function unavailable(action: string, target: string, error: unknown): SyncError {
  // Trying several addresses of one name ends in an AggregateError, whose own message is empty.
  const reasons = error instanceof AggregateError ? error.errors.map(messageOf) : [messageOf(error)]
  return new SyncError('database_unavailable', `${action} Postgres at ${target}: ${reasons.join('; ')}`, {
    cause: error,
  })
}
