import type { Pool } from 'pg'
import { checkInvariants, readInvariants } from '../../src/graph/invariants.ts'

/** Faults that no history may lead to; empty where all is well. */
export async function graphFaults(pool: Pool, tenant: string): Promise<string[]> {
  const verdicts = await checkInvariants(pool, await readInvariants(), { tenant, examples: 5 })
  return verdicts.flatMap(({ invariant, violations }) =>
    violations.map((violation) => `${invariant.rule}: ${JSON.stringify(violation)}`),
  )
}
