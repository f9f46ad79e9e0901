import type { ConnectionState, Queryable } from './model.ts'

/** For how long a connection has had no successful sync; one that never had counts from its making. */
export interface SyncAge {
  tenant: string
  sheetId: string
  seconds: number
}

/** How all connections are, for those who watch over them. */
export interface ConnectionStatus {
  /** How many are in each state; what is disconnected counts as paused. */
  states: Record<ConnectionState, number>
  /** Of those that are to be synced; empty unless asked for. */
  ages: SyncAge[]
}

// A row a state, so that nothing of single connections leaves the database where it is not asked for.
const STATUS = `
  select case when enabled then state else 'paused' end as state, count(*)::int as connections,
    coalesce(
      json_agg(
        json_build_object('tenant', tenant, 'sheetId', sheet_id,
          'seconds', greatest(0, extract(epoch from $1 - coalesce(last_success_at, created_at))))
        order by tenant, sheet_id)
      filter (where $2 and enabled and state <> 'paused'),
      '[]') as ages
  from sync.connection
  group by 1`

export async function connectionStatus(
  db: Queryable,
  { now, withAges }: { now: Date; withAges: boolean },
): Promise<ConnectionStatus> {
  const { rows } = await db.query<{ state: ConnectionState; connections: number; ages: SyncAge[] }>(STATUS, [
    now,
    withAges,
  ])
  const states = { active: 0, needs_mapping: 0, needs_attention: 0, paused: 0 }
  for (const { state, connections } of rows) states[state] = connections
  return { states, ages: rows.flatMap(({ ages }) => ages) }
}
