import { Client, type ClientBase } from 'pg'

/**
 * Ends a connection without a word, also where its peer is silent: whatever waits for an answer over it fails, and the
 * pool does not use it again. Not by `end()`, which between two statements waits for the peer to say goodbye.
 */
export function cut(client: ClientBase, reason: string): void {
  // Every client of a pool of pg is one; its types say less.
  if (!(client instanceof Client)) return
  client.connection.stream.destroy(Object.assign(new Error(reason), { code: 'ETIMEDOUT' }))
}

/**
 * Cuts the connection after this time, unless what is returned has been called. What has arrived is read before: a process
 * that was busy with a large sheet hears late of an answer, and of the time at once.
 */
export function cutAfter(client: ClientBase, ms: number): () => void {
  let reading: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    reading = setImmediate(() => cut(client, `no answer within ${ms / 1_000} s`))
  }, ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(reading)
  }
}
