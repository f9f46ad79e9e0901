import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Received {
  headers: Record<string, string>
  body: string
}

/** A receiver of webhooks on loopback. */
export interface Receiver {
  readonly url: string
  /** What came, in order. */
  readonly received: Received[]
  /** How requests are answered from now on; at first with 204. */
  answer(reply: (response: ServerResponse) => void): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let reply = (response: ServerResponse): void => void response.writeHead(204).end()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers as Record<string, string>, body })
      reply(response)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return {
    url: `http://127.0.0.1:${address.port}/hooks/t0k3n-in-the-path`,
    received,
    answer(next) {
      reply = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
