import type { Damages } from './model.ts'

/** Something by a person, connected by the sync with the entity of this name. */
const attached = (table: string, name: string, item: string, column: string) => {
  const owner = table.replace(/_.*/, '')
  return `with i as (insert into graph.${item} (tenant, id, ${column}) values ('acme', gen_random_uuid(), 'else') returning *)
   insert into graph.${table} (tenant, ${owner}_id, ${item}_id, source)
   select i.tenant, o.id, i.id, 'smartsheet' from i join graph."${owner}" o on o.tenant = i.tenant and o.name = '${name}'`
}
/** The edge goes; what it led to is nobody's fault. */
const detached = (table: string, item: string) =>
  `delete from graph.${table}; update graph.${item} set source = 'openline'`

/** Of entities and what is attached to them, that are not what their rows say. */
export const FOLD_DAMAGES: Damages = {
  'A company, contact or deal is what its rows say': {
    'a name': `update graph.organization set name = 'Other'`,
    'a number': `update graph.organization set employees = 13`,
    'a value that is gone': `update graph.opportunity set amount = null`,
    'a stage': `update graph.opportunity set internal_stage = 'CLOSED_WON'`,
    'a custom field': `update graph.opportunity set custom_fields = '{"Size": 4}' where name = 'Pilot'`,
    'a custom field too many': `update graph.contact set custom_fields = custom_fields || '{"Size": 4}' where name = 'Bob Lee'`,
    'an owner': `update graph.organization set owner_user_id = null`,
    'a company': `update graph.opportunity set organization_id = null`,
    'a column beside a protected one': `update graph.contact
      set prefix = 'By hand', name = 'Wrong', protected_fields = '{prefix}', source_of_truth = 'openline'`,
  },
  'What is attached to an entity is what its rows say': {
    'an email of a contact is missing': detached('contact_has_email', 'email'),
    'an email of a company is missing': detached('organization_has_email', 'email'),
    'a phone number of a contact is missing': detached('contact_has_phone_number', 'phone_number'),
    'a phone number of a company is missing': detached('organization_has_phone_number', 'phone_number'),
    'a tag of a contact is missing': detached('contact_tagged', 'tag'),
    'a tag of a company is missing': detached('organization_tagged', 'tag'),
    'a tag of a deal is missing': detached('opportunity_tagged', 'tag'),
    'a place of a contact is missing': detached('contact_associated_with_location', 'location'),
    'a place of a company is missing': detached('organization_associated_with_location', 'location'),
    'a contact of a deal is missing': `delete from graph.opportunity_has_contact`,
    'an email of a contact is too many': attached('contact_has_email', 'Cy', 'email', 'raw_email'),
    'an email of a company is too many': attached('organization_has_email', 'Bolt', 'email', 'raw_email'),
    'an email of an owner is too many': attached('user_has_email', 'Olga', 'email', 'raw_email'),
    'a phone number of a contact is too many': attached(
      'contact_has_phone_number',
      'Bob Lee',
      'phone_number',
      'raw_phone_number',
    ),
    'a phone number of a company is too many': attached(
      'organization_has_phone_number',
      'Bolt',
      'phone_number',
      'raw_phone_number',
    ),
    'a tag of a contact is too many': attached('contact_tagged', 'Cy', 'tag', 'name'),
    'a tag of a company is too many': attached('organization_tagged', 'Bolt', 'tag', 'name'),
    'a tag of a deal is too many': attached('opportunity_tagged', 'Pilot', 'tag', 'name'),
    'a place of a contact is too many': attached(
      'contact_associated_with_location',
      'Cy',
      'location',
      'street',
    ),
    'a place of a company is too many': attached(
      'organization_associated_with_location',
      'Bolt',
      'location',
      'street',
    ),
    'a contact of a deal is too many': `insert into graph.opportunity_has_contact
      select d.tenant, d.id, c.id, 'smartsheet' from graph.opportunity d join graph.contact c using (tenant) on conflict do nothing`,
    'no email is the primary one': `update graph.contact_has_email set is_primary = false`,
    'a phone number has another label': `update graph.contact_has_phone_number set label = 'MOBILE'`,
  },
  'The place of a company or contact is that of its newest row': {
    'another street': `update graph.location set street = 'Ring 2'`,
  },
  'The job roles of a contact are those that its rows say': {
    missing: `delete from graph.job_role`,
    surplus: `insert into graph.job_role (tenant, id, contact_id, source)
      select tenant, gen_random_uuid(), id, 'smartsheet' from graph.contact`,
    title: `update graph.job_role set job_title = 'Boss'`,
    rank: `update graph.job_role set is_primary = false`,
  },
  'A comment is sent by whoever wrote it': {
    'somebody else': `update graph.interaction_event_sent_by s set participant_id = u.id
      from graph."user" u where u.id <> s.participant_id`,
  },
  'One email, phone number and job role of an entity is the primary one': {
    'two emails': `update graph.contact set protected_fields = '{emails}', source_of_truth = 'openline';
      update graph.contact_has_email set is_primary = true`,
    'a job role of the sheet and one of a person': `
      update graph.contact set protected_fields = '{job_roles}', source_of_truth = 'openline';
      insert into graph.job_role (tenant, id, contact_id, is_primary)
      select tenant, gen_random_uuid(), id, true from graph.contact`,
  },
}
