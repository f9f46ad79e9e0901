import { SyncError, isSyncError, messageOf } from '../core/errors.ts'

/** SQLSTATEs after which the same work may succeed if it is done again. Not here: 57014, our own statement timeout. */
const TRANSIENT_STATES = new Set([
  '08000', // connection_exception
  '08001', // sqlclient_unable_to_establish_sqlconnection
  '08003', // connection_does_not_exist
  '08004', // sqlserver_rejected_establishment_of_sqlconnection
  '08006', // connection_failure
  '08P01', // protocol_violation: what pgbouncer answers while its server is away
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
])

const LOST_STATES = new Set(['08000', '08003', '08006', '08P01', '57P01', '57P02', '57P05'])

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
