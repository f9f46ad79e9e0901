import fc from 'fast-check'
import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import type { SyncStage } from '../support/syncStage.ts'
import { scripts } from './arbitraries.ts'
import { readable } from './readable.ts'
import { type Machine, runScript, type Tally } from './run.ts'
import type { Script, World } from './script.ts'

/**
 * `MODEL_SEED` and `MODEL_PATH`, as a failure names them, run one again. Else the same scripts every time: what is red is
 * red because of what was changed. `npm run test:model` runs more, with `any` seed.
 */
const { MODEL_RUNS = '1000', MODEL_SEED = '1', MODEL_PATH } = process.env

/** So long a script that fails is made shorter; then what there is has to do. */
const SHRINKING_MS = 240_000

/** So many scripts meet what scripts are for. */
const ENOUGH = 100
/** A merge that was killed before its commit, and one after it, among them. */
const MUST_OCCUR = [
  /^sync: succeeded/,
  /^sync: partial/,
  /^dry run: /,
  /^kill: running/,
  /^kill: (succeeded|partial)/,
]

export const runsOf = (share: number): number =>
  Math.ceil(numberFrom('MODEL_RUNS', MODEL_RUNS, /^[1-9]\d*$/) * share)

/** Throws where it is none: no script at all would be green. */
function numberFrom(name: string, text: string, form = /^-?\d+$/): number {
  if (!form.test(text)) throw new Error(`${name} takes a whole number, not "${text}".`)
  return Number(text)
}

/**
 * Runs so many scripts of that world, each `part` other ones; throws with the shortest one that fails. Says what was run.
 */
export async function checkScripts(
  stage: SyncStage,
  world: World,
  { numRuns, part = 0 }: { numRuns: number; part?: number },
): Promise<string> {
  const killed = createPool(stage.url, { logger: createLogger('silent') })
  const machine: Machine = { stage, killed }
  const tally: Tally = new Map()
  let failedAt = Infinity
  const property = fc.asyncProperty(scripts(world), async (script) => {
    if (performance.now() - failedAt > SHRINKING_MS) return
    try {
      await runScript(machine, script, tally)
    } catch (error) {
      failedAt = Math.min(failedAt, performance.now())
      throw error
    }
  })
  const details = await fc
    .check(property, {
      numRuns: MODEL_PATH === undefined ? numRuns : 1,
      ...(MODEL_SEED !== 'any' && {
        seed: numberFrom('MODEL_SEED', MODEL_SEED) + (MODEL_PATH === undefined ? part : 0),
      }),
      ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
    })
    .finally(() => killed.end())
  if (details.failed) throw new Error(failure(world, details))
  const missing =
    details.numRuns < ENOUGH
      ? []
      : MUST_OCCUR.filter((outcome) => ![...tally.keys()].some((met) => outcome.test(met)))
  if (missing.length > 0) throw new Error(`No script of "${world}" had: ${missing.join(', ')}`)
  const syncs = [...tally].sort().map(([outcome, count]) => `${outcome} ${count}`)
  return `${world}: ${details.numRuns} scripts, seed ${details.seed}; ${syncs.join(', ')}`
}

function failure(
  world: World,
  { seed, counterexamplePath, counterexample, errorInstance }: fc.RunDetails<[Script]>,
): string {
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance)
  return [
    `The graph differs from the model (${world}). Again, that test alone: MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath ?? ''}`,
    counterexample ? readable(counterexample[0]) : '',
    reason,
  ].join('\n\n')
}
