import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { distort, type FaultAct, type FaultQueue } from '../faults/faults.ts'
import { carry } from '../faults/transport.ts'
import type { Answer, Asking } from './answer.ts'
import { hashKey } from './keys.ts'
import { pack } from './send.ts'

/** One request as it was answered; the key only as a hash. */
export interface RequestRecord {
  method: string
  path: string
  query: Record<string, string>
  keyHash: string | null
  status: number
  /** The kinds of the faults that hit it. */
  faults: FaultAct['kind'][]
}

export interface Serving {
  answer: (asking: Asking) => Answer
  /** Answers what is not of the API: paths below /_control/. */
  control: (asking: Asking, body: string) => Answer
  faults: FaultQueue
  requests: RequestRecord[]
  signal: AbortSignal
}

const CONTROL = '/_control/'

export async function listen(serving: Serving, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    serve(serving, request, response).catch((error: unknown) => fail(response, error))
  })
  // As Smartsheet does: an idle connection lives five seconds, and says so.
  server.keepAliveTimeout = 5000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return server
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asking: Asking = {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://simulator.example'),
    authorization: request.headers.authorization,
  }
  const acceptEncoding = request.headers['accept-encoding'] ?? ''
  if (asking.url.pathname.startsWith(CONTROL)) {
    const packed = await pack(serving.control(asking, await bodyOf(request)), acceptEncoding)
    return carry({ response, packed, signal: serving.signal }, undefined)
  }
  request.resume()
  const acts = serving.faults.take(asking)
  for (const act of acts) if (act.kind === 'edit') act.run()
  const answer = distort(() => serving.answer(asking), acts)
  serving.requests.push(recordOf(asking, answer, acts))
  const packed = await pack(answer, acceptEncoding)
  await carry(
    { response, packed, signal: serving.signal },
    acts.find(({ kind }) => kind !== 'edit'),
  )
}

function recordOf(asking: Asking, { status }: Answer, acts: readonly FaultAct[]): RequestRecord {
  return {
    method: asking.method,
    path: asking.url.pathname,
    query: Object.fromEntries(asking.url.searchParams),
    keyHash: hashKey(asking.authorization),
    status,
    faults: acts.map(({ kind }) => kind),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A mistake in a test's own fault or edit must be seen; closing in the middle of a fault is no mistake. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const message = `The simulator failed: ${error instanceof Error ? error.message : String(error)}`
  response.writeHead(500, { 'content-type': 'application/json;charset=UTF-8' })
  response.end(JSON.stringify({ errorCode: 4000, message }))
}
