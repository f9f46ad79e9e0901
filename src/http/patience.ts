import { SyncError } from '../core/errors.ts'

/** Probes and scrapes give up after some seconds; an answer without the database comes before that. */
const PATIENCE_MS = 2_500

/** What the database was asked for, or `database_unavailable` when that takes longer than a client waits. */
export async function inTime<T>(asked: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new SyncError('database_unavailable', `The database did not answer within ${PATIENCE_MS} ms`))
  }, PATIENCE_MS)
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * One question at a time: whoever asks while the answer is awaited gets the same one. A database that hangs would
 * else be asked again by every probe, each time over another connection, until the pool has none left for syncs.
 */
export function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let awaited: Promise<T> | null = null
  return () => {
    awaited ??= ask().finally(() => {
      awaited = null
    })
    return awaited
  }
}
