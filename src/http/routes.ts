import type { FastifyInstance, onRequestHookHandler, RouteHandlerMethod } from 'fastify'
import { z } from 'zod'
import { HttpFault } from './faults.ts'
import type { Gate } from './gate.ts'
import { type Metrics, METRICS_MEDIA_TYPE } from './metrics.ts'
import { inTime, shared } from './patience.ts'

/** What came of asking for a sync. */
export type SyncAnswer = 'accepted' | 'not_found' | 'disconnected'

/** What the routes show and do. */
export interface RouteParts {
  metrics: Metrics
  /** Null when all is well; else why the worker is not ready (stopping, database unreachable), for people. */
  unready(): Promise<string | null>
  /** Asks for a sync ahead of the plan. */
  requestSync(connectionId: string, options: { full: boolean }): Promise<SyncAnswer>
}

export function addRoutes(app: FastifyInstance, gate: Gate, parts: RouteParts): void {
  const whyNotReady = shared(() => parts.unready())

  // Not a word with the database: its outage is no reason to kill the process, which waits for the end of it.
  addRoute(app, { method: 'GET', url: '/healthz', handler: () => ({ status: 'ok' }) })

  addRoute(app, {
    method: 'GET',
    url: '/readyz',
    async handler() {
      const reason = await inTime(whyNotReady())
      if (reason !== null) throw new HttpFault('not_ready', { message: reason })
      return { status: 'ready' }
    },
  })

  addRoute(app, {
    method: 'GET',
    url: '/metrics',
    async handler(request, reply) {
      const text = await parts.metrics.render({ tenants: gate.admits(request) })
      return reply.type(METRICS_MEDIA_TYPE).send(text)
    },
  })

  addRoute(app, {
    method: 'POST',
    url: '/api/v1/connections/:id/sync',
    // Before the body is read.
    onRequest(request, _reply, done) {
      gate.demand(request)
      done()
    },
    async handler(request, reply) {
      const { id, full } = readSyncRequest(request)
      const answer = await inTime(parts.requestSync(id, { full }))
      if (answer === 'not_found') throw new HttpFault('connection_not_found')
      if (answer === 'disconnected') throw new HttpFault('disconnected')
      return reply.code(202).send({ connection_id: id, full, status: answer })
    },
  })
}

// Any UUID that Postgres takes, of whatever version.
const syncParams = z.object({ id: z.guid() })
const syncBody = z.strictObject({ full: z.boolean().default(false) }).default({ full: false })

function readSyncRequest(request: { params: unknown; body: unknown }): { id: string; full: boolean } {
  const params = syncParams.safeParse(request.params)
  if (!params.success) throw new HttpFault('invalid_id')
  const body = syncBody.safeParse(request.body)
  if (!body.success) throw new HttpFault('invalid_body')
  return { ...params.data, ...body.data }
}

interface Route {
  method: 'GET' | 'POST'
  url: string
  onRequest?: onRequestHookHandler
  handler: RouteHandlerMethod
}

/** A route, and 405 for all other methods of its path. */
function addRoute(app: FastifyInstance, route: Route): void {
  const allowed = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]
  const refuse = (): never => {
    throw new HttpFault('method_not_allowed', { headers: { allow: allowed.join(', ') } })
  }
  app.route(route)
  app.route({
    method: app.supportedMethods.filter((method) => !allowed.includes(method)),
    url: route.url,
    // Before the body is read: it would be refused for its type first.
    onRequest: refuse,
    handler: refuse,
  })
}
