import { createTask, type ScheduledTask } from 'node-cron'

export interface Recurring {
  /** The first time at once, then whenever the line says so. */
  start(): void
  /** No more; resolves when the one at work is done. */
  stop(): Promise<void>
}

/**
 * Does `work` whenever the cron line says so, never twice at once; it is told when the next time will be. What it
 * rejects with goes to `failed`: the next time comes all the same.
 */
export function recurring(
  line: string,
  work: (next: Date | null) => Promise<void>,
  failed: (error: unknown) => void,
): Recurring {
  let atWork: Promise<void> | null = null
  const once = (): Promise<void> => {
    atWork ??= work(task.getNextRun())
      .catch(failed)
      .finally(() => {
        atWork = null
      })
    return atWork
  }
  const task: ScheduledTask = createTask(line, once, {
    noOverlap: true,
    // node-cron would write to the console of times that were missed while the process was held up: the work looks
    // for all that is due, so that nothing is lost with them.
    suppressMissedWarning: true,
    logger: SILENT,
  })
  return {
    start() {
      void task.start()
      void once()
    },
    async stop() {
      await task.destroy()
      await atWork
    },
  }
}

const nothing = (): void => undefined
const SILENT = { info: nothing, warn: nothing, error: nothing, debug: nothing }
