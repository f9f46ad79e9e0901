import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../src/smartsheet/client.ts'
import { readVersion } from '../../src/smartsheet/read.ts'
import { failing } from '../support/failing.ts'
import { fakeClock } from '../support/fakeClock.ts'
import { memoryBudget } from '../support/memoryBudget.ts'
import { TEST_KEY } from '../support/wire.ts'

const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url))

/** A host with a certificate that nobody vouches for, and a proxy that leads to it under any name. */
let host: Server
let proxy: Server
const heard: string[] = []
const tunnels: string[] = []
const portOf = (server: Server) => (server.address() as AddressInfo).port

beforeAll(async () => {
  host = createServer(
    { key: pem('self-signed.key.pem'), cert: pem('self-signed.pem') },
    (request, response) => {
      heard.push(JSON.stringify(request.headers))
      response.end('{"version":3}')
    },
  )
  proxy = createHttpServer((request, response) => {
    heard.push(JSON.stringify(request.headers))
    response.end('{"version":3}')
  })
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '')
    const to = connect(portOf(host), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      to.pipe(socket)
      socket.pipe(to)
    })
    const end = () => {
      to.destroy()
      socket.destroy()
    }
    to.on('error', end)
    socket.on('error', end)
  })
  for (const server of [host, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => {
  for (const server of [host, proxy]) {
    server.closeAllConnections()
    server.close()
  }
})
afterEach(() => {
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  delete process.env['HTTPS_PROXY']
})

async function ask(baseUrl: string): Promise<{ failure: unknown; requests: number }> {
  const clock = fakeClock()
  const client = createClient({
    ...{ apiKey: TEST_KEY, baseUrl, clock, budget: memoryBudget(clock), random: () => 0.5 },
    logger: pino({ level: 'silent' }),
  })
  const failure: unknown = await readVersion(client, '1').catch((error: unknown) => error)
  client.close()
  return { failure, requests: client.stats.requests }
}

describe('W37 a certificate that nobody vouches for', () => {
  test.each(['1', '0'])(
    'is refused after a few attempts, the key unsent, with NODE_TLS_REJECT_UNAUTHORIZED=%s',
    async (setting) => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = setting
      const { failure, requests } = await ask(`https://127.0.0.1:${portOf(host)}/2.0`)
      expect(failure).toEqual(failing('tls_untrusted', /DEPTH_ZERO_SELF_SIGNED_CERT/))
      expect(requests).toBe(4)
      expect(heard).toEqual([])
    },
  )

  test.each(['1', '0'])(
    'is refused behind a proxy, which sees no key, with NODE_TLS_REJECT_UNAUTHORIZED=%s',
    async (setting) => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = setting
      process.env['HTTPS_PROXY'] = `http://127.0.0.1:${portOf(proxy)}`
      const { failure } = await ask('https://api.smartsheet.com/2.0')
      expect(failure).toEqual(failing('tls_untrusted'))
      expect(tunnels.at(-1)).toBe('api.smartsheet.com:443')
      expect(heard).toEqual([])
    },
  )
})
