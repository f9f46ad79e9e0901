export interface Delayed {
  signal: AbortSignal
  /** To be called when the work is over: the time no longer runs. */
  clear(): void
}

/** A signal that aborts so long after another one, with the same reason. */
export function abortAfter(signal: AbortSignal | undefined, ms: number): Delayed {
  const delayed = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const start = (): void => {
    timer = setTimeout(() => delayed.abort(signal?.reason), ms)
  }
  if (signal?.aborted === true) start()
  else signal?.addEventListener('abort', start, { once: true })
  return {
    signal: delayed.signal,
    clear() {
      signal?.removeEventListener('abort', start)
      clearTimeout(timer)
    },
  }
}
