import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pino } from 'pino'
import { createClient, type Client, type ClientOptions } from '../../src/smartsheet/client.ts'
import { type FakeClock, fakeClock } from './fakeClock.ts'
import { memoryBudget } from './memoryBudget.ts'

export const TEST_KEY = 'unit-test-key-4f1c9b7e'

export type Reply = (response: ServerResponse, request: IncomingMessage) => void

export interface Wire {
  client: Client
  clock: FakeClock
  /** Path and query of each request so far. */
  requests: string[]
  /** Everything logged so far, as pino wrote it. */
  logged: () => string
  [Symbol.asyncDispose](): Promise<void>
}

/** JSON as Smartsheet sends it. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

export const bytes =
  (body: string | Buffer, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, headers).end(body)
  }

/** A real HTTP server on loopback, and a client of it that waits on a fake clock. */
export async function wire(
  reply: (url: URL, count: number) => Reply,
  options: Partial<ClientOptions> = {},
): Promise<Wire> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    requests.push(request.url ?? '')
    reply(url, requests.length)(response, request)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const lines: string[] = []
  const clock = fakeClock()
  const client = createClient({
    apiKey: TEST_KEY,
    baseUrl: `http://127.0.0.1:${address.port}`,
    budget: memoryBudget(options.clock ?? clock),
    clock,
    logger: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
    random: () => 0.5,
    ...options,
  })
  return {
    client,
    clock,
    requests,
    logged: () => lines.join(''),
    async [Symbol.asyncDispose]() {
      client.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers in turn; the last one again and again. */
export const inTurn =
  (...replies: readonly [Reply, ...Reply[]]) =>
  (_url: URL, count: number): Reply =>
    replies[Math.min(count, replies.length) - 1] ?? replies[0]
