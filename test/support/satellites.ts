import type { EntityRecord } from '../../src/mapping/record.ts'
import { company, contact, record } from './records.ts'
import { EMAIL, item, PHONE, TAG } from './satelliteItems.ts'
import { everyOwner, type Fate, FATES, nameOf, type Satellite, type Value } from './satelliteModel.ts'

function location(owner: 'organization' | 'contact'): Satellite {
  const field = 'location'
  const edge = `graph.${owner}_associated_with_location`
  const made = (value: Value) => `
    with made as (
      insert into graph.location (tenant, id, raw_address)
      select $1, gen_random_uuid(), '${value} ' || o.name from ${everyOwner({ owner, field })}
      returning id, raw_address
    )`
  return {
    ...item(owner, { ...TAG, field: 'location', relation: 'associated_with_location', table: 'location' }),
    edge,
    says: (value, name) => ({
      fields: { location: value === null ? null : { raw_address: `${value} ${name}` } },
      refs: {},
    }),
    shown: {
      join: 'graph.location i on i.tenant = e.tenant and i.id = e.location_id',
      value: 'left(i.raw_address, 1)',
      edited: `i.street = 'BY HAND'`,
    },
    edit: `update graph.location set street = 'BY HAND' where tenant = $1`,
    redirect: `${made('p')}
      update ${edge} e set location_id = made.id
      from made, ${everyOwner({ owner, field })} and made.raw_address = 'p ' || o.name and e.tenant = $1 and e.${owner}_id = o.id`,
    removeItem: 'delete from graph.location where tenant = $1',
    insert: (value) => `${made(value)}
      insert into ${edge} (tenant, ${owner}_id, location_id)
      select $1, o.id, made.id from made, ${everyOwner({ owner, field })} and made.raw_address = '${value} ' || o.name`,
  }
}

const COMPANY_DOMAINS = { owner: 'organization', field: 'domains' } as const

const domains: Satellite = {
  ...item('organization', TAG),
  ...COMPANY_DOMAINS,
  edge: 'graph.organization_has_domain',
  says: (value, name) => ({ fields: { domain: value && `${value}-${name}.example` }, refs: {} }),
  shown: {
    join: 'graph.domain i on i.tenant = e.tenant and i.domain = e.domain',
    value: 'left(i.domain, 1)',
    edited: 'false',
  },
  edit: null,
  redirect: `
    with made as (
      insert into graph.domain (tenant, domain)
      select $1, 'p-' || o.name || '.example' from ${everyOwner(COMPANY_DOMAINS)} returning domain
    )
    update graph.organization_has_domain e set domain = made.domain
    from made, ${everyOwner(COMPANY_DOMAINS)} and made.domain like '%-' || o.name || '.%' and e.tenant = $1
      and e.organization_id = o.id`,
  removeItem: 'delete from graph.domain where tenant = $1',
  insert: (value) => `
    with made as (
      insert into graph.domain (tenant, domain)
      select $1, '${value}-' || o.name || '.example' from ${everyOwner(COMPANY_DOMAINS)} on conflict do nothing
    )
    insert into graph.organization_has_domain (tenant, organization_id, domain)
    select $1, o.id, '${value}-' || o.name || '.example' from ${everyOwner(COMPANY_DOMAINS)}`,
}

/** Edges between entities: those at the far end are rows of their own. */
function between(
  owner: 'contact' | 'opportunity',
  far: 'organization' | 'contact',
  { edge, field }: { edge: string; field: string },
): Satellite {
  const make = far === 'contact' ? contact : company
  const toOther = (value: Value) => `
    graph.${far} i, ${everyOwner({ owner, field })} and i.tenant = $1 and i.name = '${value} ' || o.name`
  const isRole = field === 'job_roles'
  return {
    ...item(owner, TAG),
    field,
    edge,
    says: (value, name) => ({
      fields: isRole ? { job_title: value === null ? null : 'Buyer' } : {},
      refs: isRole
        ? { organization: value && `${value}-${name}` }
        : { contacts: value === null ? [] : [`${value}-${name}`] },
    }),
    beside: FATES.flatMap((fate) =>
      (['a', 'b', 'p'] as const).map((value) => {
        const name = nameOf({ owner, field }, fate)
        return make(`${value}-${name}`, { name: `${value} ${name}` })
      }),
    ),
    shown: {
      join: `graph.${far} i on i.tenant = e.tenant and i.id = e.${far}_id`,
      value: 'left(i.name, 1)',
      edited: isRole ? `e.job_title = 'BY HAND'` : 'false',
    },
    edit: isRole ? `update graph.job_role set job_title = 'BY HAND' where tenant = $1` : null,
    redirect: `update ${edge} e set ${far}_id = i.id
      from ${toOther('p')} and e.tenant = $1 and e.${owner}_id = o.id`,
    removeItem: null,
    insert: (value) =>
      `insert into ${edge} (tenant, ${isRole ? 'id, ' : ''}${owner}_id, ${far}_id)
       select $1, ${isRole ? 'gen_random_uuid(), ' : ''}o.id, i.id from ${toOther(value)}`,
  }
}

export const SATELLITES: readonly Satellite[] = [
  item('contact', EMAIL),
  item('organization', EMAIL),
  item('contact', PHONE),
  item('organization', PHONE),
  item('contact', TAG),
  item('organization', TAG),
  item('opportunity', TAG),
  location('contact'),
  location('organization'),
  domains,
  between('opportunity', 'contact', { edge: 'graph.opportunity_has_contact', field: 'contacts' }),
  between('contact', 'organization', { edge: 'graph.job_role', field: 'job_roles' }),
]

/** A sheet with a row of each kind and fate, which says what `value` says of that fate. */
export function satelliteSheet(
  value: (fate: Fate) => Value | null,
  { without = [], note }: { without?: readonly Fate[]; note: string },
): EntityRecord[] {
  const fates = FATES.filter((fate) => !without.includes(fate))
  return SATELLITES.flatMap((satellite) => {
    const { label, beside, says } = satellite
    // The note makes every row another one, so that its entity is folded.
    const noted = label === 'Opportunity' ? 'general_notes' : 'description'
    const rows = fates.map((fate) => {
      const name = nameOf(satellite, fate)
      const { fields, refs } = says(value(fate), name)
      return record({ label, row: name, fields: { ...fields, name, [noted]: note }, refs })
    })
    return [...beside, ...rows]
  })
}
