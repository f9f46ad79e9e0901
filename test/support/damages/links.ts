import { addNode, type Damages, type Label, LABELS, NODE_TABLES } from './model.ts'

const link = (label: Label, change: string) =>
  `update graph.is_linked_with set ${change} where node_label = '${label}' and row_id in ('1', '3', '4')`
const identity = (label: Label, kind: string) =>
  `insert into sync.identity select tenant, '${label}', '${kind}', 'somebody', id from ${NODE_TABLES[label]} limit 1`
/** The edge goes; what it led to is nobody's fault. */
const detached = (table: string, item: string) =>
  `delete from graph.${table}; update graph.${item} set source = 'openline'`

/** Of links, and of what is known of entities. */
export const LINK_DAMAGES: Damages = {
  'Edges and references have both their ends': {
    'a comment of nobody': `insert into graph.interaction_event_sent_by
      select tenant, interaction_event_id, 'Contact', gen_random_uuid(), 'openline' from graph.interaction_event_sent_by limit 1`,
  },
  'Links and identities name an entity that is there': {
    ...Object.fromEntries(
      LABELS.map((label) => [
        `a link of no ${label}`,
        `insert into graph.is_linked_with (tenant, node_label, node_id, external_system_id, external_id, external_id_second)
       values ('acme', '${label}', gen_random_uuid(), 'hubspot', '1', '1')`,
      ]),
    ),
    ...Object.fromEntries(
      ['User', 'Organization', 'Contact', 'Opportunity'].map((label) => [
        `a key of no ${label}`,
        `insert into sync.identity values ('acme', '${label}', 'slot', '1:9', gen_random_uuid())`,
      ]),
    ),
  },
  'What the sheets own and people see is linked to a row': Object.fromEntries(
    LABELS.filter((label) => label !== 'User').map((label) => [
      label,
      addNode(label, 'source_of_truth', `'smartsheet'`),
    ]),
  ),
  'What is linked to a row is there for people to see': {
    company: `update graph.organization set hide = true`,
    contact: `update graph.contact set hide = true`,
    deal: `update graph.opportunity set archived = true`,
  },
  'A link says of which row it is, and what that row says': {
    'no row': link('LogEntry', 'row_id = null'),
    'another row': link('LogEntry', `external_id = '9'`),
    'an odd slot': link('LogEntry', `external_id = '1:x'`),
    'no fields': link('LogEntry', `payload = payload - 'fields'`),
    'no refs': link('LogEntry', `payload = payload - 'refs'`),
    'no keys': link('LogEntry', `payload = payload - 'keys'`),
    'custom fields that are none': link('LogEntry', `payload = payload || '{"custom": []}'`),
    'another source': link('LogEntry', `external_source = 'deal'`),
    'no source': link('LogEntry', `external_source = null`),
  },
  "What a link claims for its entity is known to be that entity's": {
    'a key that nobody knows': link(
      'Contact',
      `payload = jsonb_insert(payload, '{keys,0}', '{"kind": "email", "value": "stranger@x.example"}')`,
    ),
    'a key that another has': link(
      'Contact',
      `payload = jsonb_insert(payload, '{keys,0}', '{"kind": "email", "value": "cy@bolt.example"}')`,
    ),
  },
  'A linked entity is known by what its links claim, and by nothing else': {
    'an email': identity('Contact', 'email'),
    'a name': identity('User', 'name'),
  },
  'A row that is linked is not remembered as gone': {
    'its slot': `insert into sync.identity select tenant, node_label, 'slot', '1:' || external_id, node_id
      from graph.is_linked_with where node_label = 'Contact'`,
  },
  'An entity is known by keys of its own kind': {
    'a contact by a domain': `${addNode('Contact', 'name', `'Dee'`)};
      insert into sync.identity select tenant, 'Contact', 'domain', 'x.example', id from graph.contact where name = 'Dee'`,
  },
  'The domains of a linked company are those that it is known by': {
    missing: detached('organization_has_domain', 'domain'),
    "another's": `update graph.organization_has_domain d set organization_id = o.id
      from graph.organization o where o.name = 'Bolt' and d.domain <> 'bolt.example'`,
    surplus: `insert into graph.domain (tenant, domain) values ('acme', 'x.example');
      insert into graph.organization_has_domain select tenant, id, 'x.example', 'smartsheet' from graph.organization limit 1`,
  },
}
