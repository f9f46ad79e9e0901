import { addNode, type Damages } from './model.ts'

/** Of items, of what people protect, and of what is recorded about runs. */
export const OTHER_DAMAGES: Damages = {
  "An email, phone number, tag, domain or place of the sheets is somebody's": {
    email: `insert into graph.email (tenant, id, raw_email, source) values ('acme', gen_random_uuid(), 'x', 'smartsheet')`,
    'phone number': `insert into graph.phone_number (tenant, id, raw_phone_number, source)
      values ('acme', gen_random_uuid(), '1', 'smartsheet')`,
    tag: `insert into graph.tag (tenant, id, name, source) values ('acme', gen_random_uuid(), 'x', 'smartsheet')`,
    domain: `insert into graph.domain (tenant, domain, source) values ('acme', 'x.example', 'smartsheet')`,
    place: `insert into graph.location (tenant, id, source) values ('acme', gen_random_uuid(), 'smartsheet')`,
  },
  'What is protected is something that a sheet could write': {
    'a word with a mistake': `update graph.organization set protected_fields = '{nmae}', source_of_truth = 'openline'`,
    'a column of another table': `update graph.contact set protected_fields = '{amount}', source_of_truth = 'openline'`,
    'a column that is gone': `update graph.opportunity set protected_fields = '{stage}', source_of_truth = 'openline'`,
  },
  'What people have protected something of is theirs as well': {
    'a column': `update graph.organization set protected_fields = '{name}'`,
    'a list': `update graph.contact set protected_fields = '{emails}'`,
    'the flag of a deal': `update graph.opportunity set protected_fields = '{archived}'`,
  },
  'A relationship and a stage are a pair that customerOS knows': {
    'a customer that is a lead': `alter table graph.organization drop constraint organization_stage_fits;
      ${addNode('Organization', 'relationship, stage', `'CUSTOMER', 'LEAD'`)}`,
  },
  'A run accounts for every row that it read': {
    'a row is lost': `alter table sync.run drop constraint run_rows_add_up; update sync.run set rows_read = 6`,
    'success with a rejected row': `alter table sync.run drop constraint run_success_is_whole;
      update sync.run set rows_mapped = 4, rows_rejected = 1`,
    'success with removals that wait': `alter table sync.run drop constraint run_success_is_whole;
      update sync.run set removals_held = 1`,
  },
  'A run that is over has an end, and one at work has none': {
    'no end': `update sync.run set finished_at = null`,
    'an end before the end': `update sync.run set status = 'running'`,
  },
  'A run that is over has left nothing in the stage': {
    'a record': `insert into sync.stage (run_id, node_label, external_id, external_source, row_id, payload, payload_hash, keep)
      select id, 'Contact', '1', 'contact', '1', '{}', '', '{}' from sync.run`,
  },
  'A connection is held by a run at work, or by none': {
    'a run that is over': `update sync.connection set current_run_id = (select id from sync.run)`,
    'a run that never was': `update sync.connection set current_run_id = gen_random_uuid()`,
  },
  "What is recorded of a connection is its tenant's and its sheet's": {
    'a run of another tenant': `insert into sync.run (id, connection_id, tenant, sheet_id, trigger, status)
      select gen_random_uuid(), id, 'globex', sheet_id, 'cli', 'running' from sync.connection`,
    'a run of another sheet': `insert into sync.run (id, connection_id, tenant, sheet_id, trigger, status)
      select gen_random_uuid(), id, tenant, '2', 'cli', 'running' from sync.connection`,
    'an issue': `update sync.row_issue set tenant = 'globex'`,
    'a request': `insert into sync.request (connection_id, tenant, trigger, is_full, requested_at)
      select id, 'globex', 'console', true, now() from sync.connection`,
    'a notice': `insert into sync.notice (tenant, connection_id, sheet_id, run_id, old_state, new_state, created_at)
      select 'globex', id, sheet_id, gen_random_uuid(), 'active', 'paused', now() from sync.connection`,
    'a change': `insert into sync.change (run_id, tenant, node_label, node_id, field)
      select id, 'globex', 'Contact', gen_random_uuid(), 'name' from sync.run`,
  },
  'No more is linked to a sheet than its last run counted': {
    'an entity': `update sync.run set counts = jsonb_set(counts, '{Contact}', '{"created": 0, "updated": 1, "unchanged": 0}')`,
    'entities of a label': `update sync.run set counts = counts - 'User'`,
    'a row': `update sync.run set rows_read = 4, rows_mapped = 4`,
  },
}
