import type { Pool, PoolClient } from 'pg'

const WATCH_MS = 10_000
/** Every so often an answer may be late; after so many in a row the server is out of reach. */
const MISSES_ALLOWED = 2
/** A statement that was cancelled ends within this, or its connection is cut. */
const CANCEL_GRACE_MS = 1_000

/** Watches over one transaction from outside, over other connections of the pool. */
export interface Watch {
  /** The transaction has begun, in the server process of this id. */
  begin(pid: number): void
  /** True when the connection was cut: nothing can be said over it any more. */
  isCut(): boolean
  /** Resolves when a cancel that was sent has reached its server process, which then works for others. */
  end(): Promise<void>
}

/**
 * Cuts the connection of a transaction whose server process is gone, or out of reach, without a word: what waits for
 * an answer fails then. When the signal aborts, it cancels the statement at work, and cuts the connection only where
 * that does not help: a cut alone would leave the server at work, and its locks in place.
 */
export function watchBackend(
  pool: Pool,
  client: PoolClient,
  { signal, watchMs = WATCH_MS }: { signal?: AbortSignal; watchMs?: number },
): Watch {
  let cut = false
  let misses = 0
  let pid = 0
  let looking: NodeJS.Timeout | undefined
  let cutting: NodeJS.Timeout | undefined
  let cancelling: Promise<void> = Promise.resolve()

  const cutConnection = (): void => {
    cut = true
    void client.end()
  }
  const look = async (): Promise<void> => {
    const isThere = await backendExists(pool, pid)
    misses = isThere === true ? 0 : misses + 1
    if (isThere === false || misses > MISSES_ALLOWED) cutConnection()
  }
  const onAbort = (): void => {
    cancelling = cancelBackend(pool, pid)
    cutting = setTimeout(cutConnection, CANCEL_GRACE_MS)
  }
  return {
    begin(backend) {
      pid = backend
      if (signal?.aborted === true) onAbort()
      else signal?.addEventListener('abort', onAbort, { once: true })
      looking = setInterval(() => void look(), watchMs)
    },
    isCut: () => cut,
    async end() {
      signal?.removeEventListener('abort', onAbort)
      clearInterval(looking)
      clearTimeout(cutting)
      await cancelling
    },
  }
}

/** Null where nobody could be asked. */
async function backendExists(pool: Pool, pid: number): Promise<boolean | null> {
  try {
    return (await pool.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 1
  } catch {
    return null
  }
}

async function cancelBackend(pool: Pool, pid: number): Promise<void> {
  try {
    await pool.query('select pg_cancel_backend($1)', [pid])
  } catch {
    // Then the connection is cut instead.
  }
}
