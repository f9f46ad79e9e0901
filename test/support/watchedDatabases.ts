/** What the watch over the graph (graphWatch.ts) knows of a test database. Apart from it, so that unit tests load no driver. */
export interface WatchedDatabase {
  readonly url: string
  /** Faults that a test has answered for already, by what they say. */
  readonly known: Set<string>
  /** Ends what the watch has opened. */
  close: () => Promise<void>
}

const watched = new Map<string, WatchedDatabase>()
let reason: string | null = null

export function watchDatabase(url: string): void {
  watched.set(url, { url, known: new Set(), close: () => Promise.resolve() })
}

/** Before a database is dropped: the watch has a connection to it. */
export async function unwatchDatabase(url: string): Promise<void> {
  const database = watched.get(url)
  watched.delete(url)
  await database?.close()
}

export const watchedDatabases = (): readonly WatchedDatabase[] => [...watched.values()]

/** Said by a test that leaves a graph which docs/invariants.sql finds faulty, and why; faults must be found then. */
export function damagesGraph(why: string): void {
  reason = why
}

/** Why the test that has just ended damages the graph; null where it does not. */
export function takeReason(): string | null {
  const taken = reason
  reason = null
  return taken
}
