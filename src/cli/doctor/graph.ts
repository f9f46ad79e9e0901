import { listConnections } from '../../connections/store.ts'
import { SyncError } from '../../core/errors.ts'
import { oneLine } from '../../core/oneLine.ts'
import { checkInvariants, readInvariants, type Violation } from '../../graph/invariants.ts'
import { listRuns } from '../../runs/runs.ts'
import type { App, CommandContext } from '../context.ts'
import { plural } from '../output/format.ts'

/** What the doctor found of one rule of the graph. */
export interface RuleFinding {
  rule: string
  ok: boolean
  /** In how many places it does not hold. */
  places: number
  /** The first of them. */
  examples: Violation[]
  /** What such a place means; null where there is none. */
  meaning: string | null
  remedy: string | null
}

const EXAMPLES = 3

/**
 * Looks through the graph of a tenant, or of all, for what must not be there (docs/invariants.sql). Throws
 * `connection_not_found` for a tenant of whom nothing is known: all is well would be a mistyped name's answer.
 */
export async function examineGraph(
  { pool }: App,
  tenant: string | null,
  { signal }: CommandContext,
): Promise<RuleFinding[]> {
  const invariants = await readInvariants()
  const verdicts = await checkInvariants(pool, invariants, { tenant, examples: EXAMPLES, signal })
  if (tenant !== null && verdicts.every(({ count }) => count === 0) && !(await isKnown(pool, tenant)))
    throw new SyncError('connection_not_found', `There is nothing of tenant ${tenant} to check`)
  return verdicts.map(({ invariant, count, violations }) => ({
    rule: invariant.rule,
    ok: count === 0,
    places: count,
    examples: violations,
    meaning: count === 0 ? null : invariant.about,
    remedy: count === 0 ? null : invariant.remedy,
  }))
}

async function isKnown(pool: App['pool'], tenant: string): Promise<boolean> {
  if ((await listConnections(pool, { tenant })).length > 0) return true
  return (await listRuns(pool, { tenant, limit: 1 })).length > 0
}

export function ruleLines({ rule, ok, places, examples, meaning, remedy }: RuleFinding): string[] {
  if (ok) return [`✓ ${rule}`]
  const more = places - examples.length
  return [
    `✗ ${rule}: not in ${plural(places, 'place')}`,
    ...(meaning === null ? [] : [`  ${meaning}`]),
    ...examples.map((example) => `  - ${described(example)}`),
    ...(more > 0 ? [`  - ... and ${more.toLocaleString('en-US')} more`] : []),
    ...(remedy === null ? [] : [`  → ${remedy}`]),
  ]
}

/** What is known of it, in the words of the query. */
const described = (violation: Violation): string =>
  Object.entries(violation)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${valueText(value)}`)
    .join(', ')

const valueText = (value: unknown): string =>
  oneLine(typeof value === 'string' ? value : JSON.stringify(value))
