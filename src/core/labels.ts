/** The kinds of graph entity that a sheet can contribute to, by customerOS's own node labels. */
export const NODE_LABELS = [
  'User',
  'Organization',
  'Contact',
  'Opportunity',
  'LogEntry',
  'InteractionSession',
  'InteractionEvent',
] as const

export type NodeLabel = (typeof NODE_LABELS)[number]
