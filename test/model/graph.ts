import type { Pool } from 'pg'
import type { Json } from '../../src/core/json.ts'
import { slotName, type Label } from './reference/contribution.ts'
import type { Links } from './reference/fold.ts'

/** The graph of a tenant as it is, in the terms of the model. */
export interface Graph {
  /** By id. */
  entities: ReadonlyMap<string, { label: Label; row: Record<string, Json> }>
  /** Under each entity's id and a name of satellite: what there is, in its order or sorted. */
  satellites: ReadonlyMap<string, Record<string, string[]>>
  /** What hangs on entities, each once, whoever has it: the addresses, numbers, tags and domains themselves. */
  items: ReadonlyMap<string, string[]>
  identity: ReadonlyMap<string, string>
}

const NODES: readonly (readonly [Label, string])[] = [
  ['Organization', 'organization'],
  ['Contact', 'contact'],
  ['Opportunity', 'opportunity'],
  ['LogEntry', 'log_entry'],
  ['User', '"user"'],
]
/** When it was written, and in whose tenant. */
const INCIDENTAL = `'{tenant,created_at,updated_at,hidden_at,archived_at,stage_updated_at}'::text[]`
const RANKED = [
  ['emails', 'contact', 'has_email', 'email', 'raw_email'],
  ['emails', 'organization', 'has_email', 'email', 'raw_email'],
  ['emails', 'user', 'has_email', 'email', 'raw_email'],
  ['phones', 'contact', 'has_phone_number', 'phone_number', 'raw_phone_number'],
  ['phones', 'organization', 'has_phone_number', 'phone_number', 'raw_phone_number'],
] as const
const PLACE = `concat_ws(' ', i.raw_address, i.street, i.zip, i.locality, i.region, i.country)`
const TAGGED = ['contact', 'organization', 'opportunity']

const satellite = (name: string, owner: string, shown: string, from: string): string =>
  `select '${name}', ${owner}, to_jsonb(array_agg(${shown} order by ${shown})) from ${from} where e.tenant = $1 group by ${owner}`

const item = (name: string, shown: string, from: string): string =>
  `select '${name}', null, to_jsonb(array_agg(${shown} order by ${shown})) from graph.${from} i where i.tenant = $1`

/** All of it in one statement: it is asked for after every sync. */
const EVERYTHING = [
  ...NODES.map(
    ([label, table]) =>
      `select '${label}' as kind, t.id, to_jsonb(t) - ${INCIDENTAL} as value from graph.${table} t where t.tenant = $1`,
  ),
  ...RANKED.map(([name, owner, edge, table, shown]) =>
    satellite(
      name,
      `e.${owner}_id`,
      `concat_ws(' ', i.${shown}, e.label, case when e.is_primary then 'primary' end)`,
      `graph.${owner}_${edge} e join graph.${table} i on i.tenant = e.tenant and i.id = e.${table}_id`,
    ),
  ),
  ...TAGGED.map((owner) =>
    satellite(
      'tags',
      `e.${owner}_id`,
      'i.name',
      `graph.${owner}_tagged e join graph.tag i on i.tenant = e.tenant and i.id = e.tag_id`,
    ),
  ),
  satellite(
    'locations',
    'e.contact_id',
    PLACE,
    'graph.contact_associated_with_location e join graph.location i on i.tenant = e.tenant and i.id = e.location_id',
  ),
  satellite('domains', 'e.organization_id', 'e.domain', 'graph.organization_has_domain e'),
  satellite('contacts', 'e.opportunity_id', 'e.contact_id::text', 'graph.opportunity_has_contact e'),
  satellite(
    'roles',
    'e.contact_id',
    `concat_ws(' ', coalesce(e.job_title, '-'), 'at', coalesce(e.organization_id::text, '-'), case when e.is_primary then 'primary' end)`,
    'graph.job_role e',
  ),
  item('emails', `concat_ws(' ', i.raw_email, i.email, i.work::text)`, 'email'),
  item(
    'phones',
    `concat_ws(' ', i.raw_phone_number, i.e164, i.country_code_a2, i.validated::text)`,
    'phone_number',
  ),
  item('locations', PLACE, 'location'),
  item('tags', 'i.name', 'tag'),
  item('domains', 'i.domain', 'domain'),
  `select 'identity', i.node_id, to_jsonb(concat_ws(' ', i.node_label, i.kind, i.value)) from sync.identity i
   where i.tenant = $1 and i.kind <> 'slot'`,
].join('\nunion all\n')

export async function readGraph(pool: Pool, tenant: string): Promise<Graph> {
  const entities = new Map<string, { label: Label; row: Record<string, Json> }>()
  const satellites = new Map<string, Record<string, string[]>>()
  const items = new Map<string, string[]>()
  const identity = new Map<string, string>()
  const { rows } = await pool.query<{ kind: string; id: string | null; value: Json }>(EVERYTHING, [tenant])
  for (const { kind, id, value } of rows) {
    const [label] = NODES.find(([one]) => one === kind) ?? []
    if (id === null) items.set(kind, (value ?? []) as string[])
    else if (label !== undefined) entities.set(id, { label, row: value as Record<string, Json> })
    else if (kind === 'identity') identity.set(value as string, id)
    else satellites.set(id, { ...satellites.get(id), [kind]: value as string[] })
  }
  return { entities, satellites, items, identity }
}

/** Which entity each slot is linked to. */
export async function readLinks(pool: Pool, tenant: string): Promise<Links> {
  const { rows } = await pool.query<{ sheet: string; label: Label; slot: string; id: string }>(
    `select external_id_second as sheet, node_label as label, external_id as slot, node_id as id
     from graph.is_linked_with where tenant = $1`,
    [tenant],
  )
  return new Map(rows.map((link) => [slotName(link), link.id]))
}
