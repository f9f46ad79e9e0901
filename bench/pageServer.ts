// Stands in front of the simulator and answers pages of sheets from memory, byte for byte as the simulator answered them:
// to make and pack the JSON of a page would take the processor from what is measured.
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PageServer {
  /** As the simulator's own. */
  baseUrl: string
  /** Forgets what it has, and asks the simulator for these paths (below the base URL) and keeps the answers. */
  keep(paths: readonly string[]): Promise<void>
  close(): void
}

interface Kept {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

/** All keys may read all sheets; whatever is asked without one of them is the simulator's to answer, and all that is not kept. */
export async function startPageServer(behind: string, apiKeys: readonly string[]): Promise<PageServer> {
  const simulator = new URL(behind)
  const allowed = new Set(apiKeys.map((key) => `Bearer ${key}`))
  const pages = new Map<string, Kept>()
  const server = createServer((asked, response) => {
    const kept = mayBeKept(asked, allowed) ? pages.get(nameOf(asked.url ?? '')) : undefined
    if (kept === undefined) passOn(simulator, asked, response)
    else answer(response, kept)
  })
  server.keepAliveTimeout = 5_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}${simulator.pathname}`,
    async keep(paths) {
      pages.clear()
      for (const path of paths) {
        const url = new URL(`${simulator.pathname}${path}`, simulator)
        pages.set(nameOf(url.href), await ask(url, apiKeys[0] ?? ''))
      }
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const mayBeKept = ({ method, headers }: IncomingMessage, allowed: ReadonlySet<string>): boolean =>
  method === 'GET' &&
  allowed.has(headers.authorization ?? '') &&
  /\bgzip\b/.test(headers['accept-encoding'] ?? '')

/** The order of parameters and the spelling of commas mean nothing to the simulator. */
function nameOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://simulator.example')
  searchParams.sort()
  return `${pathname}?${searchParams.toString()}`
}

/** Of this connection alone, not of the answer. */
const OF_THE_CONNECTION = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding'])

async function ask(url: URL, apiKey: string): Promise<Kept> {
  const headers = { authorization: `Bearer ${apiKey}`, 'accept-encoding': 'gzip' }
  const asked = request(url, { headers })
  asked.end()
  const [found] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of found) chunks.push(chunk as Buffer)
  if (found.statusCode !== 200)
    throw new Error(`The simulator answers ${found.statusCode ?? 0} to ${url.href}`)
  const kept = Object.entries(found.headers).filter(([name]) => !OF_THE_CONNECTION.has(name))
  return {
    status: 200,
    headers: Object.fromEntries(kept) as Record<string, string>,
    bytes: Buffer.concat(chunks),
  }
}

function answer(response: ServerResponse, { status, headers, bytes }: Kept): void {
  response.writeHead(status, { ...headers, ...freshMinute(headers) })
  response.end(bytes)
}

/** The simulator tells of a budget that ends with the minute; an answer of an earlier minute would tell of that one. */
function freshMinute(headers: Kept['headers']): Record<string, string> {
  if (headers['x-ratelimit-reset'] === undefined) return {}
  return { 'x-ratelimit-reset': String((Math.floor(Date.now() / 60_000) + 1) * 60) }
}

function passOn(simulator: URL, asked: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers, url = '' } = asked
  const further = request(new URL(url, simulator), { method, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers)
    answered.pipe(response)
  })
  further.on('error', () => response.destroy())
  asked.pipe(further)
}
