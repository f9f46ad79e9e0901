import { readFile } from 'node:fs/promises'
import type { Pool } from 'pg'
import { transaction } from '../db/transaction.ts'

const FILE = new URL('../../docs/invariants.sql', import.meta.url)

/** A rule of docs/invariants.sql, and the query for the places where it does not hold. */
export interface Invariant {
  rule: string
  /** What a row of the query means. */
  about: string
  /** What an operator does about such a row. */
  remedy: string
  /** One statement without its semicolon; its first column is `tenant`. */
  query: string
}

/** Where a rule does not hold, as the query words it. */
export type Violation = Record<string, unknown> & { tenant: string }

export interface Verdict {
  invariant: Invariant
  /** In how many places it does not hold. */
  count: number
  /** The first of them. */
  violations: Violation[]
}

export async function readInvariants(): Promise<Invariant[]> {
  return parseInvariants(await readFile(FILE, 'utf8'))
}

/** The form of the file: `-- # rule`, comment lines, `-- Remedy: ...`, and one statement that ends with a semicolon. */
export function parseInvariants(text: string): Invariant[] {
  return text
    .split(/^-- # /m)
    .slice(1)
    .map((block) => {
      const found =
        /^(?<rule>.+)\n(?<about>(?:-- .+\n)+?)-- Remedy: (?<remedy>.+)\n(?<query>[^;]+);\s*$/.exec(block)
      const { rule, about, remedy, query } = found?.groups ?? {}
      if (rule === undefined || about === undefined || remedy === undefined || query === undefined)
        throw new Error(`Not in the form of an invariant: ${block.split('\n', 1)[0] ?? ''}`)
      return { rule, about: about.replaceAll(/^-- /gm, '').replaceAll('\n', ' ').trim(), remedy, query }
    })
}

/** A database of many tenants takes its time; this is for one in trouble. */
const STATEMENT_TIMEOUT_MS = 30 * 60_000

/**
 * Looks for places where a rule does not hold, of one tenant or of all. All rules are asked about one moment, and nothing
 * is written. Up to `examples` of each are brought along.
 */
export async function checkInvariants(
  pool: Pool,
  invariants: readonly Invariant[],
  { tenant, examples, signal }: { tenant: string | null; examples: number; signal?: AbortSignal },
): Promise<Verdict[]> {
  return transaction(
    pool,
    async (client) => {
      // Folding a whole graph sorts it.
      await client.query(`set local work_mem = '64MB'`)
      const verdicts: Verdict[] = []
      for (const invariant of invariants) {
        const found = await client.query<{ violation: Violation; count: number }>(
          `select row_to_json(violation) as violation, count(*) over ()::int as count
           from (${invariant.query}) violation
           ${tenant === null ? '' : 'where violation.tenant = $2'}
           order by violation.tenant, violation::text
           limit $1`,
          [examples, ...(tenant === null ? [] : [tenant])],
        )
        verdicts.push({
          invariant,
          count: found.rows[0]?.count ?? 0,
          violations: found.rows.map(({ violation }) => violation),
        })
      }
      return verdicts
    },
    { oneMoment: true, statementTimeoutMs: STATEMENT_TIMEOUT_MS, ...(signal && { signal }) },
  )
}
