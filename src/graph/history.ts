import { type ClientBase, type CustomTypesConfig, types } from 'pg'
import type { NodeLabel } from '../core/labels.ts'
import type { History, KeyKind, KnownIdentity, PreviousLink } from '../identity/model.ts'
import { bind, NEWCOMERS } from './bind.ts'

export interface HistoryQuestion {
  tenant: string
  sheetId: string
  /** Whose staged records' slots may be remembered. */
  runId: string
  keys: readonly { label: NodeLabel; kind: KeyKind; value: string }[]
  /** Whether any record needs the keys of its previous contribution. */
  withPreviousKeys: boolean
}

/** text[] and uuid[]; pg can read them, but has no names for them. */
const LISTS: readonly number[] = [1009, 2951]
const TEXTS: readonly number[] = [types.builtins.TEXT, types.builtins.UUID]

/** The same labels, ids and keys come in tens of thousands of rows: each is held once. */
function sharedTexts(): CustomTypesConfig {
  const known = new Map<string, string>()
  const share = (text: string): string => {
    if (!known.has(text)) known.set(text, text)
    return known.get(text) ?? text
  }
  return {
    getTypeParser(...asked: Parameters<typeof types.getTypeParser>): unknown {
      const [type] = asked
      if (TEXTS.includes(type)) return share
      const parse = types.getTypeParser(...asked) as (text: string) => unknown
      return LISTS.includes(type) ? (list: string) => (parse(list) as string[]).map(share) : parse
    },
  }
}

/** Reads, under the tenant's lock, what the sync and other sources know of these keys and this sheet's slots. */
export async function readHistory(client: ClientBase, question: HistoryQuestion): Promise<History> {
  const { tenant, sheetId, runId, keys, withPreviousKeys } = question
  const types = sharedTexts()
  const ask = (statement: string, more: Record<string, unknown>) => ({
    ...bind(statement, { tenant, sheet: sheetId, ...more }, NEWCOMERS),
    types,
  })
  const asked = {
    labels: keys.map(({ label }) => label),
    kinds: keys.map(({ kind }) => kind),
    keys: keys.map(({ value }) => value),
  }
  const known = await client.query<KnownIdentity>(
    ask(KNOWN, { run: runId, ...asked, previous: withPreviousKeys }),
  )
  const links = await client.query<LinksOfLabel>(ask(LINKS, { previous: withPreviousKeys }))
  const elsewhere = await client.query<{ id: string }>(
    ask(ELSEWHERE, {
      labels: known.rows.map(({ label }) => label),
      nodeids: known.rows.map(({ nodeId }) => nodeId),
    }),
  )
  return {
    sheetId,
    known: known.rows,
    links: { [Symbol.iterator]: () => previousLinks(links.rows) },
    linkedElsewhere: new Set(elsewhere.rows.map((row) => row.id)),
  }
}

interface LinksOfLabel {
  label: NodeLabel
  externalIds: string[]
  nodeIds: string[]
  said: Pick<PreviousLink, 'keys' | 'name'>[] | null
}

// One row a label: an object for each of a hundred thousand links takes more room than what it says.
const LINKS = `
  select node_label as label, array_agg(external_id) as "externalIds", array_agg(node_id) as "nodeIds",
    case when :previous::boolean then jsonb_agg(jsonb_build_object(
      'keys', coalesce(payload -> 'keys', '[]'), 'name', payload #> '{fields,name}')) end as said
  from graph.is_linked_with
  where tenant = :tenant and external_system_id = 'smartsheet' and external_id_second = :sheet
  group by node_label`

function* previousLinks(labels: readonly LinksOfLabel[]): Generator<PreviousLink> {
  for (const { label, externalIds, nodeIds, said } of labels) {
    for (const [at, externalId] of externalIds.entries()) {
      yield { label, externalId, nodeId: nodeIds[at] ?? '', ...said?.[at] }
    }
  }
}

/** Whether the tenant has links of anything but this sheet: the ones next to the sheet's in the order of the key. */
const IS_SHARED = `(
    (select true from graph.is_linked_with
      where tenant = :tenant and (external_system_id, external_id_second) < ('smartsheet', :sheet)
      order by external_system_id desc, external_id_second desc limit 1)
    or
    (select true from graph.is_linked_with
      where tenant = :tenant and (external_system_id, external_id_second) > ('smartsheet', :sheet)
      order by external_system_id, external_id_second limit 1))`

// Of other sheets: another system that is linked to an entity says nothing of what it is known by.
const ELSEWHERE = `
  select here.node_id as id
  from (
    select node_label, node_id from graph.is_linked_with
    where tenant = :tenant and external_system_id = 'smartsheet' and external_id_second = :sheet
    union
    select * from unnest(:labels::text[], :nodeids::uuid[])
  ) here (node_label, node_id)
  cross join lateral (
    select from graph.is_linked_with l
    where l.tenant = :tenant and l.node_label = here.node_label and l.node_id = here.node_id
      and l.external_system_id = 'smartsheet' and l.external_id_second <> :sheet
    limit 1
  ) other
  where ${IS_SHARED}`

// Lateral with a limit, or an offset where there may be several, each is looked up by its key: for a plain join the
// planner may read all that the tenant has, however little is asked.
// Keys that only people or other sources know (their edges are not the sync's) name an entity too, the oldest
// where there are several. What they say of an entity is said elsewhere, like what other sheets claim for it.
const KNOWN = `
  with asked as (
    select label, kind, value from unnest(:labels::text[], :kinds::text[], :keys::text[]) a (label, kind, value)
    union
    -- What a kept cell bears is what its link bore.
    select s.node_label, k.kind, k.value
    from sync.stage s
    cross join lateral (
      select * from graph.is_linked_with l
      where l.tenant = :tenant and l.external_system_id = 'smartsheet' and l.external_id_second = :sheet
        and l.node_label = s.node_label and l.external_id = s.external_id
      limit 1
    ) l
    cross join lateral jsonb_to_recordset(l.payload -> 'keys') k (kind text, value text)
    where :previous::boolean and s.run_id = :run and s.keep <> '{}'
  ), found as (
    select a.label, a.kind, a.value, i.node_id
    from asked a
    left join lateral (
      select node_id from sync.identity i
      where i.tenant = :tenant and i.node_label = a.label and i.kind = a.kind and i.value = a.value
      limit 1
    ) i on true
  ), named as (
    select label as node_label, node_id from found where node_id is not null
    union
    select i.node_label, i.node_id
    from sync.stage s
    cross join lateral (
      select * from sync.identity i
      where i.tenant = :tenant and i.node_label = s.node_label and i.kind = 'slot' and i.value = :sheet || ':' || s.external_id
      limit 1
    ) i
    where s.run_id = :run
  ), claimed_elsewhere as (
    select distinct n.node_id, n.node_label, k.kind, k.value
    from named n
    cross join lateral (
      select * from graph.is_linked_with l
      where l.tenant = :tenant and l.node_label = n.node_label and l.node_id = n.node_id
        and (l.external_system_id, l.external_id_second) <> ('smartsheet', :sheet)
      offset 0
    ) l
    cross join lateral jsonb_to_recordset(l.payload -> 'keys') k (kind text, value text)
    where ${IS_SHARED}
  ), by_others as (
    select a.label, a.kind, a.value, h.contact_id as node_id
    from found a
    join graph.email e on e.tenant = :tenant and e.raw_email = a.value
    join graph.contact_has_email h on h.tenant = :tenant and h.email_id = e.id and h.source <> 'smartsheet'
    where a.node_id is null and a.label = 'Contact' and a.kind = 'email'
    union all
    select a.label, a.kind, a.value, h.user_id
    from found a
    join graph.email e on e.tenant = :tenant and e.raw_email = a.value
    join graph.user_has_email h on h.tenant = :tenant and h.email_id = e.id and h.source <> 'smartsheet'
    where a.node_id is null and a.label = 'User' and a.kind = 'email'
    union all
    select a.label, a.kind, a.value, h.organization_id
    from found a
    join graph.organization_has_domain h on h.tenant = :tenant and h.domain = a.value and h.source <> 'smartsheet'
    where a.node_id is null and a.label = 'Organization' and a.kind = 'domain'
  )
  select i.node_label as label, i.kind, i.value, i.node_id as "nodeId", c.node_id is not null as elsewhere
  from named n
  cross join lateral (
    select * from sync.identity i
    where i.tenant = :tenant and i.node_label = n.node_label and i.node_id = n.node_id
    offset 0
  ) i
  left join claimed_elsewhere c
    on c.node_id = i.node_id and c.node_label = i.node_label and c.kind = i.kind and c.value = i.value
  union all
  (select distinct on (o.label, o.kind, o.value) o.label, o.kind, o.value, o.node_id, true
   from by_others o
   order by o.label, o.kind, o.value, o.node_id)`
