import { readFileSync } from 'node:fs'
import type { Pool } from 'pg'

interface Statement {
  sql: string
  values: readonly unknown[]
}

interface StatementFigures {
  statements: number
  /** Processor time of the server's processes for this pool so far; 0 where the server is not on this machine. */
  databaseCpuMs: number
}

/** Counts what is asked of a pool from now on, to be asked before its end; `rewrite` may change a statement, or leave it out by null. */
export function watchStatements(
  pool: Pool,
  rewrite: (statement: Statement) => Statement | null = (statement) => statement,
): () => StatementFigures {
  let statements = 0
  const backends: number[] = []
  pool.on('connect', (client) => {
    if ('processID' in client) backends.push(Number(client.processID))
    client.query = new Proxy(client.query.bind(client), {
      apply(query, _, given: unknown[]) {
        const found = statementOf(given)
        // Streams are no statements of a merge.
        if (found === null) return Reflect.apply(query, client, given) as unknown
        const asked = rewrite(found)
        if (asked === null) return Promise.resolve({ rows: [], rowCount: 0 })
        statements += 1
        const callback = given.filter((one) => typeof one === 'function')
        // With all else that was said of it: how its answer is to be read decides what that takes.
        const config = typeof given[0] === 'object' ? given[0] : {}
        const rewritten = { ...config, text: asked.sql, values: asked.values }
        return Reflect.apply(query, client, [rewritten, ...callback]) as unknown
      },
    })
  })
  return () => ({ statements, databaseCpuMs: backends.reduce((sum, pid) => sum + cpuMsOf(pid), 0) })
}

/** As pg takes it: a text and its values, or both in one object. */
function statementOf([first, second]: unknown[]): Statement | null {
  if (typeof first === 'string') return { sql: first, values: Array.isArray(second) ? second : [] }
  if (typeof first !== 'object' || first === null || 'submit' in first) return null
  if (!('text' in first) || typeof first.text !== 'string') return null
  return {
    sql: first.text,
    values: 'values' in first && Array.isArray(first.values) ? first.values : [],
  }
}

export function cpuMsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

const RECORDING = 'insert into sync.change'

/** A statement of the merge without what it records about changes; null where it does nothing else. */
export function withoutRecording({ sql, values }: Statement): Statement | null {
  const at = sql.indexOf(RECORDING)
  if (at < 0) return { sql, values }
  const before = sql.slice(0, at)
  // Inside of a common table expression, up to its end; else the statement proper, which ends the text.
  const end = closingOf(sql, at)
  if (end < sql.length)
    return withoutRecording(renumbered({ sql: `${before}select ${sql.slice(end)}`, values }))
  const writesMore = /\b(insert into|update|delete from) /.test(before)
  return writesMore ? renumbered({ sql: `${before}select`, values }) : null
}

/** Where the parenthesis closes that the position is in; the length of the text where it is in none. */
function closingOf(sql: string, from: number): number {
  let depth = 0
  for (let at = from; at < sql.length; at += 1) {
    if (sql[at] === '(') depth += 1
    if (sql[at] === ')') depth -= 1
    if (depth < 0) return at
  }
  return sql.length
}

/** With those parameters alone that are still in the text. */
function renumbered({ sql, values }: Statement): Statement {
  const used: string[] = []
  const text = sql.replaceAll(/\$(\d+)/g, (_, number: string) => {
    if (!used.includes(number)) used.push(number)
    return `$${used.indexOf(number) + 1}`
  })
  return { sql: text, values: used.map((number) => values[Number(number) - 1]) }
}
