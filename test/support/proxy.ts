import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A network between the program and a server, which can fail as networks do. */
export interface Proxy {
  readonly port: number
  /** Every byte passes. So it is at first. */
  pass(): void
  /** Nothing passes, and nobody is told: the other side vanished, as behind a firewall that forgot. */
  swallow(): void
  /** As `swallow`, for those who are in, or for what they are answered; others pass. */
  forget(what?: 'all' | 'answers'): void
  /** Nobody is let in, and who is in is thrown out: the server is down. */
  refuse(): void
  /** Throws out who is in; the next ones are let in. */
  reset(): void
  /** Does that when so many packets have passed from now on, both ways together. */
  after(packets: number, act: () => void): void
  close(): Promise<void>
}

/** Stands before the server at this address of this machine. */
export async function startProxy(target: { host: string; port: number }): Promise<Proxy> {
  let mode: 'pass' | 'swallow' | 'refuse' = 'pass'
  let due = { packets: Infinity, act: () => {} }
  const sockets = new Set<Socket>()
  const answering = new Set<Socket>()
  const forgotten = new WeakSet<Socket>()
  const server = createServer({ allowHalfOpen: false }, (near) => {
    if (mode === 'refuse') {
      near.resetAndDestroy()
      return
    }
    const far = connect(target)
    answering.add(far)
    far.on('close', () => answering.delete(far))
    const pairs = [
      [near, far],
      [far, near],
    ] as const
    for (const [from, to] of pairs) {
      sockets.add(from)
      from.on('data', (bytes) => {
        if (--due.packets === 0) due.act()
        if (mode === 'pass' && !forgotten.has(from)) to.write(bytes)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        // An end is swallowed as well: nobody hears of it.
        if (mode !== 'swallow' && !forgotten.has(from)) to.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: address.port,
    pass() {
      mode = 'pass'
      due.packets = Infinity
    },
    swallow() {
      mode = 'swallow'
    },
    forget(what = 'all') {
      for (const socket of what === 'all' ? sockets : answering) forgotten.add(socket)
    },
    refuse() {
      mode = 'refuse'
      reset()
    },
    reset,
    after(packets, act) {
      due = { packets, act }
    },
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

/** The same database, through the proxy. */
export function throughProxy(url: string, { port }: Proxy): string {
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return through.href
}

/** Host and port that a database URL names. */
export function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port === '' ? '5432' : port) }
}
