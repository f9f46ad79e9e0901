import type { Pool, PoolClient } from 'pg'
import { cut } from './cut.ts'

/** In a row. A single one may be the answer to our commit that is on its way, or a pool with no connection to spare. */
const DOUBTS_ALLOWED = 3
/** A statement that was cancelled ends within this, or its connection is cut. */
const CANCEL_GRACE_MS = 1_000

/** A transaction as other connections see it: behind pgbouncer a server process works for many in turn. */
export interface Backend {
  pid: number
  /** When the transaction began, by the server, in seconds. */
  startedAt: string
}

/** Watches over one transaction from outside, over other connections of the pool. */
export interface Watch {
  begin(backend: Backend): void
  end(): void
}

/**
 * Cuts the connection of a transaction that the server does not work on any more, or that cannot be asked after: its
 * peer may have vanished without a word. When the signal aborts, it cancels the statement at work, and cuts the
 * connection only where that does not help: a cut alone would leave the server at work, and its locks in place.
 */
export function watchTransaction(
  pool: Pool,
  client: PoolClient,
  { watchMs, signal }: { watchMs: number; signal: AbortSignal | undefined },
): Watch {
  let stopLooking: (() => void) | undefined
  let cutting: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  return {
    begin(backend) {
      stopLooking = lookAfter(
        () => isAtWork(pool, backend),
        watchMs,
        () => cut(client, 'the server does not work for it any more'),
      )
      onAbort = () => {
        void cancel(pool, backend)
        cutting = setTimeout(() => {
          // Once more: the first one may have come between two statements.
          void cancel(pool, backend)
          cut(client, 'the server does not stop')
        }, CANCEL_GRACE_MS)
      }
      if (signal?.aborted === true) onAbort()
      else signal?.addEventListener('abort', onAbort, { once: true })
    },
    end() {
      stopLooking?.()
      clearTimeout(cutting)
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort)
    },
  }
}

/** Asks again and again, one question at a time, and gives up after so many times without a yes; returns how to stop. */
function lookAfter(ask: () => Promise<boolean>, everyMs: number, giveUp: () => void): () => void {
  let doubts = 0
  let asked = false
  const look = async (): Promise<void> => {
    doubts += 1
    if (doubts > DOUBTS_ALLOWED) giveUp()
    else if (!asked) {
      asked = true
      if (await ask()) doubts = 0
      asked = false
    }
  }
  const timer = setInterval(() => void look(), everyMs)
  return () => clearInterval(timer)
}

/** False also where nobody could be asked. */
async function isAtWork(pool: Pool, { pid, startedAt }: Backend): Promise<boolean> {
  const sql = `select from pg_stat_activity where pid = $1 and extract(epoch from xact_start) = $2::numeric`
  try {
    return (await pool.query(sql, [pid, startedAt])).rowCount === 1
  } catch {
    return false
  }
}

async function cancel(pool: Pool, { pid, startedAt }: Backend): Promise<void> {
  const sql = `select pg_cancel_backend(pid) from pg_stat_activity
     where pid = $1 and extract(epoch from xact_start) = $2::numeric`
  try {
    await pool.query(sql, [pid, startedAt])
  } catch {
    // Then the connection is cut instead.
  }
}
