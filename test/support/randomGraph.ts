import type { ClientBase } from 'pg'
import { idOf } from './everyTable.ts'
import { chance, pick, type Random } from './randomSheet.ts'

type Value = string | number | boolean | null
type Row = Record<string, Value>

const SIZES = { user: 3, organization: 5, contact: 8, opportunity: 9, email: 9, phone: 7, tag: 4 }
type Kind = keyof typeof SIZES

// The same in all tenants, so that a join that forgets the tenant is found out.
const id = (kind: Kind, at: number): string => idOf(`${kind}/${at}`)

/**
 * Fills a tenant with a small graph of everything that the views look at: nothing or several of each, names missing,
 * hidden and archived ones, ties. Words are of one shape, so that every collation sorts them alike.
 */
export async function fillRandomGraph(
  client: Pick<ClientBase, 'query'>,
  tenant: string,
  random: Random,
): Promise<void> {
  for (const [table, rows] of randomRows(random)) {
    if (rows.length === 0) continue
    const columns = Object.keys({ tenant, ...rows[0] }).join(', ')
    await client.query(
      `insert into graph."${table}" (${columns})
       select ${columns} from jsonb_populate_recordset(null::graph."${table}", $1)`,
      [JSON.stringify(rows.map((row) => ({ tenant, ...row })))],
    )
  }
}

const each = (kind: Kind, row: (at: number) => Row): Row[] =>
  Array.from({ length: SIZES[kind] }, (_, at) => ({ id: id(kind, at), ...row(at) }))

function randomRows(random: Random): [table: string, rows: Row[]][] {
  const maybe = (probability: number, value: Value): Value => (chance(random, probability) ? value : null)
  const word = (letter: string): string => `${letter}${Math.floor(random() * 6)}`
  const some = (kind: Kind): string => id(kind, Math.floor(random() * SIZES[kind]))
  return [
    ['user', each('user', () => ({ name: maybe(0.6, word('u')) }))],
    [
      'organization',
      each('organization', () => ({
        ...{ name: maybe(0.8, word('o')), website: maybe(0.5, word('w')), hide: chance(random, 0.25) },
        owner_user_id: maybe(0.7, some('user')),
      })),
    ],
    [
      'contact',
      each('contact', () => ({
        ...{ name: maybe(0.7, word('n')), first_name: maybe(0.5, word('f')), hide: chance(random, 0.2) },
        owner_user_id: maybe(0.6, some('user')),
      })),
    ],
    [
      'opportunity',
      each('opportunity', () => ({
        ...{ name: maybe(0.8, word('d')), amount: maybe(0.7, Math.floor(random() * 9) / 2) },
        ...{ currency: pick(random, [null, 'EUR', 'EUR', 'USD']), external_stage: maybe(0.7, word('s')) },
        internal_stage: pick(random, ['OPEN', 'OPEN', 'CLOSED_WON', 'CLOSED_LOST', 'SUSPENDED']),
        estimated_closed_at: maybe(0.7, `2026-0${1 + Math.floor(random() * 9)}-01T23:30:00Z`),
        ...{ archived: chance(random, 0.25), owner_user_id: maybe(0.7, some('user')) },
        organization_id: maybe(0.8, some('organization')),
      })),
    ],
    ['email', each('email', (at) => ({ raw_email: `e${at}@x.example` }))],
    [
      'phone_number',
      each('phone', (at) => ({ raw_phone_number: `030${at}`, e164: maybe(0.5, `+4930${at}`) })),
    ],
    ['tag', each('tag', (at) => ({ name: `t${at}` }))],
    ['domain', Array.from({ length: 8 }, (_, at) => ({ domain: `d${at}.example` }))],
    ...randomEdges(random),
  ]
}

function randomEdges(random: Random): [table: string, rows: Row[]][] {
  /** An edge between some of all pairs. */
  const pairs = (from: Kind, to: Kind, probability: number, more: () => Row = () => ({})): Row[] =>
    each(from, () => ({})).flatMap((_, a) =>
      each(to, () => ({})).flatMap((__, b) =>
        chance(random, probability)
          ? [
              {
                [`${from}_id`]: id(from, a),
                [`${to === 'phone' ? 'phone_number' : to}_id`]: id(to, b),
                ...more(),
              },
            ]
          : [],
      ),
    )
  const ranked = () => ({ is_primary: chance(random, 0.3) })
  return [
    ['contact_has_email', pairs('contact', 'email', 0.2, ranked)],
    ['user_has_email', pairs('user', 'email', 0.2, ranked)],
    ['contact_has_phone_number', pairs('contact', 'phone', 0.2, ranked)],
    ['organization_has_phone_number', pairs('organization', 'phone', 0.2, ranked)],
    ['contact_tagged', pairs('contact', 'tag', 0.3)],
    ['organization_tagged', pairs('organization', 'tag', 0.3)],
    ['opportunity_tagged', pairs('opportunity', 'tag', 0.3)],
    ['opportunity_has_contact', pairs('opportunity', 'contact', 0.2)],
    [
      'organization_has_domain',
      Array.from({ length: 8 }, (_, at) => ({
        ...{ organization_id: id('organization', Math.floor(random() * 5)), domain: `d${at}.example` },
      })),
    ],
    ['job_role', randomRoles(random)],
    ['is_linked_with', randomLinks(random)],
  ]
}

function randomRoles(random: Random): Row[] {
  const roles = each('contact', () => ({})).flatMap(({ id: contact_id }) =>
    [null, ...each('organization', () => ({})).map((row) => row['id'] ?? null)]
      .filter(() => chance(random, 0.25))
      .map((organization_id) => ({ contact_id: contact_id ?? null, organization_id })),
  )
  return roles.map(({ contact_id, organization_id }) => ({
    ...{ id: idOf(`role/${random()}`), contact_id, organization_id },
    ...{
      job_title: chance(random, 0.7) ? `j${Math.floor(random() * 5)}` : null,
      is_primary: chance(random, 0.4),
    },
  }))
}

/** Rows of two sheets and of another system, many of the same moment. */
function randomLinks(random: Random): Row[] {
  const labels = [
    ['Contact', 'contact'],
    ['Organization', 'organization'],
    ['Opportunity', 'opportunity'],
  ] as const
  return labels.flatMap(([node_label, kind]) =>
    ['smartsheet', 'smartsheet', 'hubspot'].flatMap((external_system_id, at) =>
      ['9', '9:2', '10', '11'].flatMap((external_id) => {
        if (chance(random, 0.3)) return []
        const sheet = String(at + 1)
        return [
          {
            ...{ node_label, node_id: id(kind, Math.floor(random() * 3)), external_system_id, external_id },
            ...{ external_id_second: sheet, row_id: external_id.replace(/:.*/, '') },
            external_url: chance(random, 0.9)
              ? `https://x.example/${external_system_id}/${sheet}/${external_id}`
              : null,
            row_modified_at: pick(random, [null, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']),
          },
        ]
      }),
    ),
  )
}
