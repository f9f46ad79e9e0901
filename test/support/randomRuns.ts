import type { SyncReport } from '../../src/sync/report.ts'

/** `RANDOM_SEED=7` runs again the one that failed with that seed, and no other. */
const ONE = process.env['RANDOM_SEED']

/** More by `npm run test:random`. */
export const RANDOM_RUNS = ONE === undefined ? Number(process.env['RANDOM_RUNS'] ?? 10) : 1

/** The same ones every time, one for each run: what is red is red because of what was changed. */
export const seedsOf = (runs: number): number[] =>
  ONE === undefined ? Array.from({ length: runs }, (_, at) => at + 1) : [Number(ONE)]

export const SEEDS = seedsOf(RANDOM_RUNS)

/** The error code of a run that failed; null for one that gave the right graph. */
export type Outcome = string | null

/** `20 runs: 14 with the right graph, 6 failed with the graph untouched (sheet_unstable 6)` */
export function splitOf(outcomes: readonly Outcome[]): string {
  const codes = outcomes.filter((code) => code !== null)
  const counted = [...Map.groupBy(codes, (code) => code)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([code, runs]) => `${code} ${runs.length}`)
  const split = codes.length === 0 ? '' : ` (${counted.join(', ')})`
  const right = outcomes.length - codes.length
  return `${outcomes.length} runs: ${right} with the right graph, ${codes.length} failed with the graph untouched${split}`
}

/** What two syncs with the same history and of the same sheet report alike. */
export const figuresOf = ({ status, sheetVersion, rowsRead, rowsMapped, counts }: SyncReport) => ({
  status,
  sheetVersion,
  rowsRead,
  rowsMapped,
  counts,
})
