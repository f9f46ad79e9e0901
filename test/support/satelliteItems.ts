import type { Json } from '../../src/core/json.ts'
import { everyOwner, type Satellite, type Value } from './satelliteModel.ts'

/** Rows of a table of their own, which every entity that has them shares. */
interface ItemKind {
  field: string
  relation: string
  table: string
  column: string
  /** Its own column that the sheet names, and how a value is written there; in SQL of an entity `o`. */
  key: string
  sql: (value: Value) => string
  says: (value: Value, name: string) => Json
  none: Json
  ranked: boolean
}

const list =
  (one: (value: Value, name: string) => Json) =>
  (value: Value, name: string): Json => [one(value, name)]

export const EMAIL: ItemKind = {
  field: 'emails',
  relation: 'has_email',
  table: 'email',
  column: 'email_id',
  key: 'raw_email',
  sql: (value) => `'${value}-' || o.name || '@x.example'`,
  says: list((value, name) => ({ raw: `${value}-${name}@x.example`, email: `${value}-${name}@x.example` })),
  none: [],
  ranked: true,
}
export const PHONE: ItemKind = {
  field: 'phones',
  relation: 'has_phone_number',
  table: 'phone_number',
  column: 'phone_number_id',
  key: 'raw_phone_number',
  sql: (value) => `'${value} ' || o.name`,
  says: list((value, name) => ({ raw: `${value} ${name}`, e164: null, countryCodeA2: null, label: 'WORK' })),
  none: [],
  ranked: true,
}
export const TAG: ItemKind = {
  field: 'tags',
  relation: 'tagged',
  table: 'tag',
  column: 'tag_id',
  key: 'name',
  sql: (value) => `'${value} ' || o.name`,
  says: list((value, name) => `${value} ${name}`),
  none: [],
  ranked: false,
}

/** What entities of one kind have of these. */
export function item(owner: Satellite['owner'], kind: ItemKind): Satellite {
  const { field, relation, table, column, key, ranked } = kind
  const edge = `graph.${owner}_${relation}`
  return {
    label: LABELS[owner],
    owner,
    field,
    edge,
    beside: [],
    says: (value, name) => ({
      fields: { [field]: value === null ? kind.none : kind.says(value, name) },
      refs: {},
    }),
    shown: {
      join: `graph.${table} i on i.tenant = e.tenant and i.id = e.${column}`,
      value: `left(i.${key}, 1)`,
      edited: ranked ? `e.label = 'BY HAND'` : 'false',
    },
    edit: ranked ? `update ${edge} set label = 'BY HAND' where tenant = $1` : null,
    redirect: `update graph.${table} set ${key} = 'p' || substr(${key}, 2) where tenant = $1`,
    removeItem: `delete from graph.${table} where tenant = $1`,
    insert: (value) => `
      with made as (
        insert into graph.${table} (tenant, id, ${key})
        select $1, gen_random_uuid(), ${kind.sql(value)} from ${everyOwner({ owner, field })}
        on conflict do nothing
        returning id, ${key} as key
      ), item as (
        select * from made union all select id, ${key} from graph.${table} where tenant = $1
      )
      insert into ${edge} (tenant, ${owner}_id, ${column})
      select $1, o.id, item.id from item, ${everyOwner({ owner, field })} and item.key = ${kind.sql(value)}`,
  }
}

const LABELS = { organization: 'Organization', contact: 'Contact', opportunity: 'Opportunity' } as const
