import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** What a replica says to whoever keeps the clock, and hears from it. */
export type ReplicaMessage = { kind: 'sleep'; id: number; ms: number } | { kind: 'done' }
export type ClockMessage = { kind: 'wake'; ids: number[]; now: number }

interface Sleeper {
  child: ChildProcess
  id: number
  until: number
}

export interface ReplicaSpec {
  script: URL
  /** Tasks that sleep, work, or are done: one thing at a time each. */
  tasks: number
  args: readonly string[]
}

/**
 * One simulated clock for several processes: when every task of every process sleeps, it jumps to the first end of a
 * sleep. Resolves when all tasks are done; `tell` hears each new time first.
 */
export async function runOnSharedClock(
  replicas: readonly ReplicaSpec[],
  start: number,
  tell: (now: number) => void,
): Promise<void> {
  let now = start
  let busy = replicas.reduce((sum, { tasks }) => sum + tasks, 0)
  const sleepers = new Set<Sleeper>()
  const advance = (): void => {
    if (busy > 0 || sleepers.size === 0) return
    now = Math.min(...[...sleepers].map(({ until }) => until))
    tell(now)
    const awake = [...sleepers].filter(({ until }) => until <= now)
    busy = awake.length
    for (const sleeper of awake) sleepers.delete(sleeper)
    for (const [child, woken] of Map.groupBy(awake, ({ child: of }) => of)) {
      child.send({ kind: 'wake', ids: woken.map(({ id }) => id), now } satisfies ClockMessage)
    }
  }
  const children = replicas.map(({ script, args }) => {
    const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.on('message', (message: ReplicaMessage) => {
      busy -= 1
      if (message.kind === 'sleep') sleepers.add({ child, id: message.id, until: now + message.ms })
      advance()
    })
    return child
  })
  const ends = await Promise.all(children.map((child) => once(child, 'exit')))
  if (ends.some(([code]) => code !== 0)) throw new Error(`replicas ended with ${JSON.stringify(ends)}`)
}
