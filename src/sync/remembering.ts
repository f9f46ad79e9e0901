import type { MemorableRow } from '../graph/knownRows.ts'
import type { Recall } from './recall.ts'

/** Remembers the rows of a page while the next page is taken: there is nothing in them that it has to wait for. */
export interface Remembering {
  /** Waits until the rows before are remembered, then begins with these. Throws what kept those before from it. */
  begin(rows: readonly MemorableRow[]): Promise<void>
  /** Waits until all are remembered, and throws what kept them from it. */
  finish(): Promise<void>
  /** Waits for what is at work, however that ends: no statement is to outlive the run that asked for it. */
  settle(): Promise<void>
}

export function createRemembering({ remember }: Pick<Recall, 'remember'>): Remembering {
  let atWork = Promise.resolve()
  return {
    async begin(rows) {
      await atWork
      atWork = remember(rows)
      // Met when it is awaited; until then it must not count as unhandled.
      atWork.catch(() => undefined)
    },
    finish: () => atWork,
    settle: () => atWork.catch(() => undefined),
  }
}
