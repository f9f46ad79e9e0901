import type { Pool, PoolClient } from 'pg'
import { cut } from '../../src/db/cut.ts'

/** Since when statements belong to a merge. */
const LOCK = 'pg_advisory_xact_lock'

type Query = (...args: unknown[]) => unknown

/**
 * Makes the pool lose the connection of the next merge before its statement of that number, as in a crash; a merge
 * with fewer statements loses it after its commit, so that nobody is told that it went through.
 */
export function killNextMerge(pool: Pool, at: number): { disarm: () => void } {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<PoolClient> | undefined
  const armed = (...args: unknown[]) => connect(...args)?.then((client) => arm(client, at))
  Object.assign(pool, { connect: armed })
  return { disarm: () => void Object.assign(pool, { connect }) }
}

/** A merge gives most of its statements with their values in one object. */
function textOf(given: unknown): string {
  if (typeof given === 'string') return given
  return typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : ''
}

function arm(client: PoolClient, at: number): PoolClient {
  const query = client.query.bind(client) as Query
  let statements = -1
  const counted: Query = (...args) => {
    const text = textOf(args[0])
    if (statements >= 0 || text.includes(LOCK)) statements += 1
    if (statements === at) cut(client, 'killed')
    const isCommit = text === 'commit'
    if (isCommit || text === 'rollback') Object.assign(client, { query })
    const result = query(...args)
    if (!isCommit || statements < 0) return result
    return Promise.resolve(result).then(() => {
      cut(client, 'killed')
      return query('select 1')
    })
  }
  return Object.assign(client, { query: counted })
}
