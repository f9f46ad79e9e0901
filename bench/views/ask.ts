import type { ClientBase } from 'pg'

export interface Answer {
  /** The smallest of all times. */
  ms: number
  /** Pages that were looked at, in memory or not. */
  pages: number
  rows: number
  /** What is read, and by which index. */
  plan: string
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Filter?: string
  'Actual Rows': number
  'Actual Loops': number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Node[]
}

interface Explained {
  Plan: Node
  'Execution Time': number
}

/** Lets Postgres execute a statement several times; what it finds is not sent. */
export async function ask(client: ClientBase, sql: string, repeat: number): Promise<Answer> {
  let best: Explained | undefined
  for (let at = 0; at < repeat + 1; at += 1) {
    const { rows } = await client.query<{ 'QUERY PLAN': [Explained] }>(
      `explain (analyze, buffers, timing off, format json) ${sql}`,
    )
    const [explained] = rows[0]?.['QUERY PLAN'] ?? []
    if (explained && (!best || explained['Execution Time'] < best['Execution Time'])) best = explained
  }
  if (!best) throw new Error('Postgres has explained nothing')
  return {
    ms: best['Execution Time'],
    pages: best.Plan['Shared Hit Blocks'] + best.Plan['Shared Read Blocks'],
    rows: best.Plan['Actual Rows'],
    plan: lines(best.Plan, 1).join('\n'),
  }
}

const lines = (node: Node, depth: number): string[] => [
  `${'  '.repeat(depth)}${[
    node['Node Type'],
    node['Relation Name'] && `on ${node['Relation Name']}`,
    node['Index Name'] && `by ${node['Index Name']}`,
    node['Index Cond'],
    node.Filter && `filter ${node.Filter}`,
    `rows ${node['Actual Rows']} x ${node['Actual Loops']}`,
  ]
    .filter(Boolean)
    .join(' ')}`,
  ...(node.Plans ?? []).flatMap((below) => lines(below, depth + 1)),
]
