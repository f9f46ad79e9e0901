import type { Json } from '../../src/core/json.ts'
import type { Graph } from './graph.ts'
import { type Entity, valueOf } from './reference/entity.ts'
import { part } from './reference/read.ts'
import type { Model } from './reference/model.ts'

/** Where the graph is not as the model has it; empty where it is. */
export function differences(model: Model, graph: Graph): string[] {
  return [
    ...[...model.entities.values()].flatMap((entity) => entityDifferences(entity, model, graph)),
    ...[...graph.entities].flatMap(([id, { label }]) =>
      model.entities.has(id) ? [] : [`${label} ${id}: there should be none`],
    ),
    ...itemDifferences(model, graph),
    ...identityDifferences(model, graph),
  ]
}

const shown = (value: Json): string => JSON.stringify(value)
const textOf = (value: Json): string => (typeof value === 'string' ? value : shown(value))

function entityDifferences(entity: Entity, model: Model, graph: Graph): string[] {
  const found = graph.entities.get(entity.id)
  const name = `${entity.label} ${entity.id}`
  if (found === undefined) return [`${name}: is not there`]
  const columns = Object.entries(found.row).filter(([column]) => column !== 'id')
  const expected = satellitesOf(entity, model)
  const has = graph.satellites.get(entity.id) ?? {}
  const pairs: [string, Json, Json][] = [
    ...columns.map(([column, value]): [string, Json, Json] => [
      column,
      comparable(valueOf(entity, column)),
      comparable(value),
    ]),
    ...Object.entries(expected).map(([satellite, list]): [string, Json, Json] => [
      satellite,
      list,
      (has[satellite] ?? []).toSorted(),
    ]),
  ]
  return pairs.flatMap(([what, wanted, is]) =>
    shown(wanted) === shown(is) ? [] : [`${name}: ${what} is ${shown(is)} and should be ${shown(wanted)}`],
  )
}

/** Times in one spelling, and the members of an object in one order. */
function comparable(value: Json): Json {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString()
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const listOf = (entity: Entity, field: string): Json[] => {
  const list = entity.fields[field] ?? []
  return Array.isArray(list) ? list : []
}

const said = (...parts: (Json | false)[]): string =>
  parts.flatMap((one) => (one === null || one === false ? [] : [textOf(one)])).join(' ')

function satellitesOf(entity: Entity, { identity }: Model): Record<string, string[]> {
  const domains = [...identity].flatMap(([token, node]) =>
    node === entity.id && token.startsWith('Organization domain ') ? [token.slice(20)] : [],
  )
  const lists = {
    emails: listOf(entity, 'emails').map((one, at) => said(part(one, 'raw'), at === 0 && 'primary')),
    phones: listOf(entity, 'phones').map((one, at) => said(part(one, 'raw'), 'WORK', at === 0 && 'primary')),
    tags: listOf(entity, 'tags').map(textOf),
    locations: placesOf(entity),
    domains,
    contacts: entity.contacts,
    roles: entity.roles.map(({ company, title, primary }) =>
      said(title ?? '-', 'at', company ?? '-', primary && 'primary'),
    ),
  }
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.toSorted()]))
}

const placesOf = ({ fields: { location = null } }: Entity): string[] =>
  location === null ? [] : [said(part(location, 'zip'), part(location, 'locality'))]

/** Each once, and only as long as somebody has it. */
function itemDifferences({ entities, identity }: Model, { items }: Graph): string[] {
  const all = [...entities.values()]
  const expected = {
    emails: all.flatMap((entity) =>
      listOf(entity, 'emails').map((one) =>
        said(part(one, 'raw'), part(one, 'email'), textOf(part(one, 'work'))),
      ),
    ),
    phones: all.flatMap((entity) =>
      listOf(entity, 'phones').map((one) =>
        said(part(one, 'raw'), part(one, 'e164'), part(one, 'country'), textOf(part(one, 'e164') !== null)),
      ),
    ),
    tags: all.flatMap((entity) => listOf(entity, 'tags').map(textOf)),
    locations: all.flatMap(placesOf),
    domains: [...identity.keys()].flatMap((token) => /^Organization domain (.*)/.exec(token)?.[1] ?? []),
  }
  return Object.entries(expected).flatMap(([kind, list]) => {
    // A place is somebody's own; all else is there once, whoever has it.
    const wanted = (kind === 'locations' ? list : [...new Set(list)]).toSorted()
    const is = items.get(kind) ?? []
    return shown(wanted) === shown(is.toSorted())
      ? []
      : [`all ${kind} are ${shown(is)} and should be ${shown(wanted)}`]
  })
}

function identityDifferences({ identity }: Model, graph: Graph): string[] {
  return [...new Set([...identity.keys(), ...graph.identity.keys()])].sort().flatMap((token) => {
    const [wanted, is] = [identity.get(token), graph.identity.get(token)]
    return wanted === is ? [] : [`"${token}" names ${is ?? 'nobody'} and should name ${wanted ?? 'nobody'}`]
  })
}
