import { availableParallelism } from 'node:os'
import { print, printTable, whole } from '../tables.ts'
import type { Round, TenantWaited } from './round.ts'

export interface WorkerFound {
  worker: string
  cpuMs: number
  peakMb: number
}

export function printRounds(rounds: readonly Round[], rows: number): void {
  print('\nThroughput, from the moment at which all were due to the end of the last\n')
  printTable([
    ['round', 'synced', 's', 'syncs a minute', 'rows a s', 'Node s', 'Postgres s', 'of the cores', ...COUNTS],
    ...rounds.map(({ name, seconds, nodeCpuMs, databaseCpuMs, tenants, ...round }) => {
      const done = tenants.filter(({ toEnd }) => toEnd !== null).length
      const cores = (nodeCpuMs + databaseCpuMs) / 1_000 / seconds / availableParallelism()
      return [
        name,
        `${done} of ${tenants.length}`,
        seconds.toFixed(1),
        ((done / seconds) * 60).toFixed(1),
        whole((done * rows) / seconds),
        (nodeCpuMs / 1_000).toFixed(1),
        (databaseCpuMs / 1_000).toFixed(1),
        `${whole(cores * 100)} %`,
        String(round.connectionsAtMost),
        whole(round.transactions),
        whole(sum(tenants, ({ requests }) => requests)),
        String(sum(tenants, ({ runs }) => runs)),
      ]
    }),
  ])
}

const COUNTS = ['connections at most', 'transactions', 'API requests', 'runs']

export function printWaits(rounds: readonly Round[]): void {
  print('\nHow long each tenant waited, in s from the moment at which it was due\n')
  const heads = (of: string) => ['median', '95 %', 'max'].map((head) => `${of} ${head}`)
  printTable([
    ['round', ...heads('start'), ...heads('end'), ...heads('sync'), 'starved'],
    ...rounds.map(({ name, tenants }) => [
      name,
      ...spread(tenants.map(({ toStart }) => toStart)),
      ...spread(tenants.map(({ toEnd }) => toEnd)),
      ...spread(
        tenants.map(({ toStart, toEnd }) => (toEnd !== null && toStart !== null ? toEnd - toStart : null)),
      ),
      String(tenants.filter(({ toEnd }) => toEnd === null).length),
    ]),
  ])
}

export function printWorkers(workers: readonly WorkerFound[], rounds: readonly Round[]): void {
  print('\nWorkers\n')
  const share = (tenants: readonly TenantWaited[], worker: string): string => {
    const done = tenants.filter((one) => one.worker !== null)
    const own = done.filter((one) => one.worker === worker)
    return `${own.length} (${whole((100 * own.length) / Math.max(1, done.length))} %)`
  }
  printTable([
    ['worker', ...rounds.map(({ name }) => name), 'Node s', 'peak MB'],
    ...workers.map(({ worker, cpuMs, peakMb }, at) => [
      String(at + 1),
      ...rounds.map(({ tenants }) => share(tenants, worker)),
      (cpuMs / 1_000).toFixed(1),
      whole(peakMb),
    ]),
  ])
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** Median, 95 % and largest of those that there are. */
function spread(values: readonly (number | null)[]): string[] {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b)
  const at = (share: number): string =>
    sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]?.toFixed(1) ?? '-'
  return [at(0.5), at(0.95), at(1)]
}
