import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { createTestDatabase } from '../support/database.ts'
import { failing } from '../support/failing.ts'
import { useHttp } from '../support/httpStage.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
const http = useHttp(db)

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** A connection as a client makes it, and what it has said so far. */
async function dial(url: string, said = ''): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''))
  socket.on('error', () => undefined)
  sockets.push(socket)
  await once(socket, 'connect')
  socket.write(said)
  return socket
}

describe('the address', () => {
  it('is one of loopback with the port that was free', async () => {
    const { url } = await http.serve()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it.each(['localhost', '0.0.0.0'])('may be given as %s', async (host) => {
    const { url } = await http.serve({}, { host })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it.each([
    ['a port that is taken', {}, /port \d+: the port is taken/],
    ['a host without an address', { host: 'nowhere.invalid' }, /the host has no address/],
    ['an address of another machine', { host: '192.0.2.1' }, /no such address/],
  ])('that is %s is a fault of the configuration', async (_, settings, message) => {
    const taken = createServer()
    await once(taken.listen(0, '127.0.0.1'), 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    await expect(http.serve({}, { port, ...settings })).rejects.toEqual(
      failing('invalid_configuration', message),
    )
    taken.close()
  })

  it('that is taken is answered with what to do', async () => {
    const first = await http.serve()
    const again = http.serve({}, { port: Number(new URL(first.url).port) })
    await expect(again).rejects.toMatchObject({ remedy: expect.stringContaining('HTTP_PORT') as string })
  })
})

describe('what is no request', () => {
  it.each([
    ['is no HTTP', 'HELLO\r\n\r\n', 400, 'bad_request'],
    ['has a bad header', 'GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n', 400, 'bad_request'],
    [
      'says its length twice',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'has endless headers',
      `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('because it %s is answered in the same form', async (_, said, status, code) => {
    const { url } = await http.serve()
    const answer = await text(await dial(url, said))
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toContain('\r\ncache-control: no-store\r\n')
    expect(answer).toContain(`\r\n\r\n{"error":{"code":"${code}","message":"`)
  })

  it('leaves the server as it was when the client goes in the middle of it', async () => {
    const { url } = await http.serve()
    const socket = await dial(url, 'POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{')
    socket.resetAndDestroy()
    expect((await ask(`${url}/healthz`)).status).toBe(200)
  })
})

describe('close', () => {
  it('ends connections that idle, and takes no new ones', async () => {
    const server = await http.serve()
    const agent = new Agent({ keepAlive: true })
    const [response] = (await once(get(`${server.url}/healthz`, { agent }), 'response')) as [
      NodeJS.ReadableStream,
    ]
    await text(response)
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(1_400)
    agent.destroy()
    await expect(ask(`${server.url}/healthz`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('lets a request at work be answered', async () => {
    const asked = Promise.withResolvers<undefined>()
    const ready = Promise.withResolvers<string | null>()
    const server = await http.serve({
      unready() {
        asked.resolve(undefined)
        return ready.promise
      },
    })
    const reply = ask(`${server.url}/readyz`)
    await asked.promise
    const closed = server.close()
    ready.resolve('It stops')
    expect(await reply).toMatchObject({ status: 503, headers: { connection: 'close' } })
    await closed
  })

  it('answers as ever what comes over a connection that there was before', async () => {
    const server = await http.serve()
    const socket = await dial(server.url)
    const closed = server.close()
    await vi.waitUntil(() =>
      ask(`${server.url}/healthz`).then(
        () => false,
        () => true,
      ),
    )
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toMatch(/\r\nconnection: close\r\n/i)
    await closed
  })

  it.each([
    ['says nothing', 'localhost', ''],
    ['does not end its headers', '127.0.0.1', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'],
    ['does not send its body', '127.0.0.1', 'POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n'],
    ['waits for an answer that does not come', '127.0.0.1', 'GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('is over soon although a client %s', async (_, host, said) => {
    const server = await http.serve({ unready: () => new Promise(() => undefined) }, { host })
    const socket = await dial(server.url, said)
    const ended = once(socket.resume(), 'close')
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(5_000)
    await ended
  })

  it('may be asked for twice', async () => {
    const server = await http.serve()
    await Promise.all([server.close(), server.close()])
    await server.close()
  })
})
