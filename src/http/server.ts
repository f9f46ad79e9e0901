import { createServer, type Server } from 'node:http'
import helmet from '@fastify/helmet'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import type { Clock } from '../core/clock.ts'
import { SyncError } from '../core/errors.ts'
import type { Logger } from '../core/logger.ts'
import { answerFaults, refuseUnreadable, refuseUnroutable } from './answers.ts'
import { HttpFault } from './faults.ts'
import { createGate } from './gate.ts'
import { addRoutes, type RouteParts } from './routes.ts'

export interface HttpSettings {
  host: string
  /** 0 is any free port. */
  port: number
  /** Null closes the routes that need it. */
  adminToken: string | null
}

export interface HttpParts extends RouteParts {
  clock: Clock
  logger: Logger
}

export interface HttpServer {
  /** With the port that it really has. */
  url: string
  /** Takes no more connections; resolves when requests at work are answered, or have had their time. */
  close(): Promise<void>
}

const BODY_BYTES = 16 * 1024
const CLOSE_GRACE_MS = 1_500

const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  /** Longer than load balancers keep idle connections (60 s): if we closed first, a request could meet that. */
  keepAliveTimeout: 65_000,
  /** How often Node looks for requests that have run into the first two. */
  connectionsCheckingInterval: 5_000,
}
/** A client that takes nothing of its answer for so long is gone. */
const SOCKET_TIMEOUT_MS = 30_000

/** Serves health, metrics and the API. Throws `invalid_configuration` where it cannot listen. */
export async function startHttp(settings: HttpSettings, parts: HttpParts): Promise<HttpServer> {
  const app = await buildApp(settings, parts)
  try {
    const url = await app.listen({
      host: settings.host,
      port: settings.port,
      listenTextResolver: (address) => `HTTP is served at ${address}`,
    })
    return { url, close: () => closeInTime(app) }
  } catch (error) {
    await app.close()
    throw cannotListen(error, settings)
  }
}

async function buildApp(settings: HttpSettings, parts: HttpParts): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = parts.logger
  const app = fastify({
    serverFactory: createHttpServer,
    loggerInstance,
    // Requests are logged below, at level debug and without their headers.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    // What comes over an open connection while we close is answered as ever, and the connection closed with that.
    return503OnClosing: false,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: refuseUnroutable,
  })
  await app.register(helmet, SECURITY_HEADERS)
  app.addHook('onSend', (_request, reply, payload, done) => {
    void reply.header('cache-control', 'no-store')
    done(null, payload)
  })
  logRequests(app, parts.logger)
  acceptJsonOnly(app)
  answerFaults(app, parts)
  addRoutes(app, createGate(settings.adminToken, parts), parts)
  return app
}

/** One server, also for `localhost`: fastify would open a second one there, out of reach when it is to close. */
function createHttpServer(handler: Parameters<typeof createServer>[1]): Server {
  const server = createServer(TIMEOUTS, handler)
  server.setTimeout(SOCKET_TIMEOUT_MS)
  return server
}

// No HSTS: it is plain http that is served here, and whoever puts TLS in front knows for which names it holds.
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  frameguard: { action: 'deny' },
  strictTransportSecurity: false,
} as const

/** Without query and headers, where a secret might stand. */
function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request
    const [path] = url.split('?', 1)
    logger.debug(
      { method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'HTTP request',
    )
    done()
  })
}

/** An empty body is none, whatever its type: clients name one by default. */
function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, (error, value) => done(error && new HttpFault('invalid_body'), value))
  })
}

async function closeInTime(app: FastifyInstance): Promise<void> {
  const hanging = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS)
  await app.close().finally(() => clearTimeout(hanging))
}

const OTHER_HOST = 'Set HTTP_HOST to an address of this machine.'

const LISTEN_FAILURES: Readonly<Record<string, [why: string, remedy: string]>> = {
  EADDRINUSE: ['the port is taken', 'Set HTTP_PORT to a free port (0 is any), or end what listens there.'],
  EACCES: ['this port needs privileges', 'Set HTTP_PORT to a port from 1024 on.'],
  EADDRNOTAVAIL: ['this machine has no such address', OTHER_HOST],
  ENOTFOUND: ['the host has no address', OTHER_HOST],
  EAI_AGAIN: ['the host has no address', OTHER_HOST],
}

function cannotListen(error: unknown, { host, port }: HttpSettings): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = LISTEN_FAILURES[code]
  if (known === undefined) return error
  const [why, remedy] = known
  return new SyncError('invalid_configuration', `Cannot serve HTTP at ${host} port ${port}: ${why}.`, {
    remedy,
  })
}
