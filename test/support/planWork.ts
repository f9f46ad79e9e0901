import { createLogger } from '../../src/core/logger.ts'
import { createPool } from '../../src/db/pool.ts'
import type { Pool } from 'pg'

/** A pool that tells how many rows its statements had in hand. */
export interface WatchedPool {
  pool: Pool
  /** Since it was asked last: the rows that the nodes of all plans gave or threw away, and the most of one statement. */
  work(): { rows: number; most: { rows: number; sql: string } }
}

/**
 * Unlike times and pages these are the same whatever else the machine does, and they show what compares each with each.
 * To Postgres directly: what is set here is of a session.
 */
export function createWatchedPool(directUrl: string): WatchedPool {
  const pool = createPool(directUrl, { logger: createLogger('warn') })
  let found: { rows: number; sql: string }[] = []
  pool.on('connect', (client) => {
    client.on('notice', ({ message = '' }) => {
      const plan = /^duration: .* plan:\n(.*)$/s.exec(message)?.[1]
      if (plan === undefined) return
      const { 'Query Text': sql, Plan: top } = JSON.parse(plan) as { 'Query Text': string; Plan: PlanNode }
      found.push({ rows: rowsInHand(top), sql: sql.replaceAll(/\s+/g, ' ').slice(0, 200) })
    })
    void client.query(EXPLAIN_ALL)
  })
  return {
    pool,
    work() {
      const most = found.toSorted((a, b) => b.rows - a.rows)[0] ?? { rows: 0, sql: '' }
      const rows = found.reduce((sum, one) => sum + one.rows, 0)
      found = []
      return { rows, most }
    },
  }
}

const EXPLAIN_ALL = `
  load 'auto_explain';
  set auto_explain.log_min_duration = 0;
  set auto_explain.log_analyze = on;
  set auto_explain.log_timing = off;
  set auto_explain.log_format = json;
  set auto_explain.log_level = notice;
  set client_min_messages = notice`

interface PlanNode {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  Plans?: PlanNode[]
}

/** Postgres says them as averages of the loops. */
const rowsInHand = (node: PlanNode): number =>
  node['Actual Loops'] *
    (node['Actual Rows'] +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Join Filter'] ?? 0)) +
  (node.Plans ?? []).reduce((sum, inner) => sum + rowsInHand(inner), 0)
