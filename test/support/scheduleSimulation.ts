import type { PlannedSync } from '../../src/connections/plan.ts'
import { orderDue } from '../../src/scheduler/round.ts'
import type { WorkerContext } from '../../src/scheduler/context.ts'
import { runOrder } from '../../src/scheduler/runOrder.ts'
import type { FakeClock } from './fakeClock.ts'

const MINUTE_MS = 60_000

export interface SimulatedStart {
  connectionId: string
  /** All in ms since the epoch. */
  plannedAt: number
  startedAt: number
  endedAt: number
}

export interface Simulation {
  context: WorkerContext
  clock: FakeClock
  hours: number
  /** Of all replicas together. */
  hands: number
  /** How long a sync takes, in ms. */
  duration: () => number
  /** How long a hand sleeps before it asks for the next job, in ms. */
  poll: () => number
}

/**
 * Runs the schedule on a clock of its own: rounds and syncs are the real ones, on a real database and a real
 * Smartsheet; time, and the queue that pg-boss is elsewhere, are not. Returns every start, in order.
 */
export async function simulateSchedule(simulation: Simulation): Promise<SimulatedStart[]> {
  const { context, clock, hours } = simulation
  const starts: SimulatedStart[] = []
  const waiting = new Map<string, PlannedSync>()
  /** When the job at work of a connection ends: until then it has no other (policy `exclusive`). */
  const busyUntil = new Map<string, number>()
  const freeAt = Array.from({ length: simulation.hands }, () => clock.now().getTime())
  const send = (planned: readonly PlannedSync[]): Promise<void> => {
    const now = clock.now().getTime()
    for (const sync of planned) {
      if (waiting.has(sync.connectionId) || (busyUntil.get(sync.connectionId) ?? 0) > now) continue
      waiting.set(sync.connectionId, sync)
    }
    return Promise.resolve()
  }

  for (let minute = 0; minute < hours * 60; minute += 1) {
    const roundEnds = clock.now().getTime() + MINUTE_MS
    await orderDue(context, { send }, new Date(roundEnds))
    for (const job of [...waiting.values()].sort((a, b) => a.startAt.getTime() - b.startAt.getTime())) {
      const hand = freeAt.indexOf(Math.min(...freeAt))
      const plannedAt = job.startAt.getTime()
      const startedAt = Math.max(plannedAt, freeAt[hand] ?? 0) + simulation.poll()
      // Taken in the next minute.
      if (startedAt >= roundEnds) break
      const endedAt = startedAt + simulation.duration()
      freeAt[hand] = endedAt
      waiting.delete(job.connectionId)
      busyUntil.set(job.connectionId, endedAt)
      clock.advance(Math.max(0, startedAt - clock.now().getTime()))
      const signal = new AbortController().signal
      const report = await runOrder(context, { connectionId: job.connectionId, signal })
      if (report !== null) starts.push({ connectionId: job.connectionId, plannedAt, startedAt, endedAt })
    }
    clock.advance(Math.max(0, roundEnds - clock.now().getTime()))
  }
  return starts
}
