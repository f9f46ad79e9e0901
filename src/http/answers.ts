import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../core/clock.ts'
import { isSyncError, messageOf } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { createTroubleLog } from '../scheduler/troubleLog.ts'
import { type FaultCode, HttpFault } from './faults.ts'

/** Makes whatever is thrown an answer in one form, and logs what was not expected. */
export function answerFaults(
  app: FastifyInstance,
  { clock, logger }: { clock: Clock; logger: Logger },
): void {
  const trouble = createTroubleLog({ clock, logger })
  app.setNotFoundHandler(() => {
    throw new HttpFault('not_found')
  })
  app.setErrorHandler((error, request, reply) => {
    const fault = faultOf(error)
    const route = request.routeOptions.url ?? 'an unknown path'
    if (fault.code === 'database_unavailable') trouble(`HTTP ${route} goes without the database`, error)
    if (fault.code === 'internal') {
      logger.error({ route, reason: messageOf(error) }, 'An HTTP request failed')
      // Not the error itself: what the database says of a row is a part of it.
      logger.debug({ route, stack: error instanceof Error ? error.stack : undefined }, 'Where it failed')
    }
    sendFault(reply, fault)
  })
}

function sendFault(reply: FastifyReply, fault: HttpFault): void {
  void reply.code(fault.status).headers(fault.headers).send(bodyOf(fault))
}

/** What the framework refuses, by its status. */
const REFUSALS: Readonly<Record<number, FaultCode>> = {
  413: 'too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
}

function faultOf(error: unknown): HttpFault {
  if (error instanceof HttpFault) return error
  if (isSyncError(error) && error.code === 'database_unavailable') return new HttpFault(error.code)
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return new HttpFault(REFUSALS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal'))
}

const bodyOf = ({ code, message }: HttpFault) => ({ error: { code, message } })

/** Of answers that are given before the hooks run which set all headers of the others. */
const BARE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** The answer to a path that cannot be decoded. */
export function refuseUnroutable(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  sendFault(reply.headers(BARE_HEADERS), faultOf(error))
}

/** What Node could not read as a request, by its code. */
const UNREADABLE: Readonly<Record<string, FaultCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
}

/** The answer to what is no HTTP, or does not come to its end: written by hand, for there is no reply to do so. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const fault = new HttpFault(UNREADABLE[error.code ?? ''] ?? 'bad_request')
  const body = JSON.stringify(bodyOf(fault))
  const headers = {
    ...BARE_HEADERS,
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status] ?? ''}\r\n${head.join('')}\r\n${body}`)
  socket.destroySoon()
}
