/** By rule of docs/invariants.sql, then by what they do: statements that break this rule, and no other. */
export type Damages = Record<string, Record<string, string>>

export const NODE_TABLES = {
  User: 'graph."user"',
  Organization: 'graph.organization',
  Contact: 'graph.contact',
  Opportunity: 'graph.opportunity',
  LogEntry: 'graph.log_entry',
  InteractionSession: 'graph.interaction_session',
  InteractionEvent: 'graph.interaction_event',
} as const

export type Label = keyof typeof NODE_TABLES

export const LABELS = Object.keys(NODE_TABLES) as Label[]

export const addNode = (label: Label, columns: string, values: string): string =>
  `insert into ${NODE_TABLES[label]} (tenant, id, ${columns}) values ('acme', gen_random_uuid(), ${values})`
