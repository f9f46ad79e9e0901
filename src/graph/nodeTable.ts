import type { JsonObject } from '../core/json.ts'
import type { NodeLabel } from '../core/labels.ts'

/** How the entities of one label are stored. */
export interface NodeTable {
  label: NodeLabel
  table: string
  /** What the sync may write; graph.merged() decides the values. */
  columns: readonly string[]
  /** A new row where the sheet says nothing. */
  defaults: JsonObject
  /** What a linked entity is besides its contributions: visible. */
  linked: JsonObject
  /**
   * R11: what becomes of an entity when its last link goes. Owners stay: they are people of the tenant,
   * shown only through the entities that they own. Of what is deleted the history keeps the
   * beginning of a text, by which people know it: it cannot be asked any more.
   */
  unlinked: 'hide' | 'archive' | 'keep' | { delete: 'content' | 'name' }
}

/** In the order of their foreign keys: what is referred to comes first. */
export const NODE_TABLES: readonly NodeTable[] = [
  {
    label: 'User',
    table: 'graph."user"',
    columns: ['name', 'first_name', 'last_name'],
    defaults: {},
    linked: {},
    unlinked: 'keep',
  },
  {
    label: 'Organization',
    table: 'graph.organization',
    columns: [
      ...['name', 'description', 'website', 'industry', 'employees', 'relationship', 'stage'],
      ...['owner_user_id', 'custom_fields', 'hide', 'hidden_at'],
    ],
    defaults: { lead_source: 'smartsheet', custom_fields: {}, protected_fields: [] },
    linked: { hide: false, hidden_at: null },
    unlinked: 'hide',
  },
  {
    label: 'Contact',
    table: 'graph.contact',
    columns: [
      ...['prefix', 'name', 'first_name', 'last_name', 'description', 'timezone'],
      ...['owner_user_id', 'custom_fields', 'hide', 'hidden_at'],
    ],
    defaults: { custom_fields: {}, protected_fields: [] },
    linked: { hide: false, hidden_at: null },
    unlinked: 'hide',
  },
  {
    label: 'Opportunity',
    table: 'graph.opportunity',
    columns: [
      ...['name', 'amount', 'max_amount', 'currency', 'likelihood_rate', 'external_type'],
      ...['internal_stage', 'external_stage', 'stage_updated_at', 'estimated_closed_at', 'closed_at'],
      ...['general_notes', 'next_steps', 'organization_id', 'owner_user_id', 'custom_fields'],
      ...['created_at', 'archived', 'archived_at'],
    ],
    defaults: { internal_type: 'NBO', internal_stage: 'OPEN', custom_fields: {}, protected_fields: [] },
    linked: { archived: false, archived_at: null },
    unlinked: 'archive',
  },
  {
    label: 'LogEntry',
    table: 'graph.log_entry',
    columns: ['content', 'content_type', 'started_at', 'organization_id', 'contact_id', 'opportunity_id'],
    defaults: {},
    linked: {},
    unlinked: { delete: 'content' },
  },
  {
    label: 'InteractionSession',
    table: 'graph.interaction_session',
    columns: ['identifier', 'name', 'status'],
    defaults: { type: 'THREAD', channel: 'CHAT' },
    linked: {},
    unlinked: { delete: 'name' },
  },
  {
    label: 'InteractionEvent',
    table: 'graph.interaction_event',
    columns: [
      'content',
      'content_type',
      'identifier',
      'interaction_session_id',
      'replies_to_id',
      'created_at',
    ],
    defaults: { channel: 'CHAT', event_type: 'MESSAGE' },
    linked: {},
    unlinked: { delete: 'content' },
  },
]
