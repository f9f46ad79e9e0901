import type { Json } from '../../src/core/json.ts'
import type { NodeLabel } from '../../src/core/labels.ts'
import type { EntityRecord } from '../../src/mapping/record.ts'
import { company, email, record } from './records.ts'

/** What the sheet says first, what a person makes of it (SQL), and what the sheet says then. */
type Values = readonly [before: Json, person: string, after: Json]

/** No values of an entity, but whose it is and when it was written; three times follow from the column that they belong to. */
export const NO_VALUES = [
  ...['tenant', 'id', 'source', 'source_of_truth', 'app_source', 'updated_at', 'protected_fields'],
  ...['hidden_at', 'archived_at', 'stage_updated_at'],
]
const text = (name: string): Values => [`${name} 1`, `'by a person'`, `${name} 2`]
const CUSTOM: Values = [{ Size: 1 }, `'{"Size": 9}'`, { Size: 2 }]
const OWNER: Values = ['owner 1', 'null', 'owner 2']

/** Of each table and column. */
export const COLUMNS: Record<string, Record<string, Values>> = {
  organization: {
    name: text('name'),
    description: text('description'),
    website: text('website'),
    industry: text('industry'),
    employees: [1, '9', 2],
    // Null goes with whatever the sheet says of the other one.
    relationship: ['PROSPECT', 'null', 'CUSTOMER'],
    stage: ['LEAD', 'null', 'ONBOARDING'],
    lead_source: ['smartsheet', `'fair'`, 'smartsheet'],
    owner_user_id: OWNER,
    custom_fields: CUSTOM,
    hide: [false, 'true', false],
  },
  contact: {
    prefix: text('prefix'),
    name: text('name'),
    first_name: text('first'),
    last_name: text('last'),
    description: text('description'),
    timezone: text('timezone'),
    owner_user_id: OWNER,
    custom_fields: CUSTOM,
    hide: [false, 'true', false],
  },
  opportunity: {
    name: text('name'),
    amount: [1, '9', 2],
    max_amount: [1, '9', 2],
    currency: ['EUR', `'GBP'`, 'USD'],
    likelihood_rate: [1, '9', 2],
    internal_type: ['NBO', `'UPSELL'`, 'NBO'],
    external_type: text('type'),
    internal_stage: ['OPEN', `'SUSPENDED'`, 'CLOSED_WON'],
    external_stage: text('stage'),
    estimated_closed_at: ['2026-01-01T00:00:00Z', `'2026-09-09Z'`, '2026-01-02T00:00:00Z'],
    closed_at: ['2026-01-01T00:00:00Z', `'2026-09-09Z'`, '2026-01-02T00:00:00Z'],
    created_at: ['2026-01-01T00:00:00Z', `'2026-09-09Z'`, '2026-01-02T00:00:00Z'],
    general_notes: text('notes'),
    next_steps: text('steps'),
    organization_id: ['employer 1', 'null', 'employer 2'],
    owner_user_id: OWNER,
    custom_fields: CUSTOM,
    archived: [false, 'true', false],
  },
}

/** Set when an entity is made; no row ever speaks of them. */
export const NOT_OF_THE_SHEET = ['lead_source', 'internal_type']
/** What is no field of a contribution: what refs and custom fields become, and what is seen of an entity. */
const NO_FIELDS = [
  ...NOT_OF_THE_SHEET,
  ...['hide', 'archived', 'owner_user_id', 'organization_id', 'custom_fields'],
]

const LABELS: Record<string, NodeLabel> = {
  organization: 'Organization',
  contact: 'Contact',
  opportunity: 'Opportunity',
}

/** A sheet with an entity for each column, in a row of that name, and two owners and companies to refer to. */
export function sheetOf(table: string, when: 0 | 2): EntityRecord[] {
  const columns = Object.keys(COLUMNS[table] ?? {})
  return [
    ...[1, 2].flatMap((n) => [
      record({
        label: 'User',
        row: `owner ${n}`,
        fields: { name: `Owner ${n}`, emails: [email(`o${n}@us.example`)] },
      }),
      company(`employer ${n}`, { name: `Employer ${n}` }),
    ]),
    ...columns.map((row) => {
      const said = Object.entries(COLUMNS[table] ?? {}).map(
        ([column, values]) => [column, values[when]] as const,
      )
      const fields = said.filter(([column]) => !NO_FIELDS.includes(column))
      return record({
        label: LABELS[table] ?? 'Contact',
        row,
        // Of companies the name is their key.
        fields: Object.fromEntries(
          fields.map(([column, value]) => [
            column,
            column === 'name' ? `${row} ${JSON.stringify(value)}` : value,
          ]),
        ),
        custom: CUSTOM[when] as Record<string, Json>,
        refs: {
          owner: `owner ${when === 0 ? 1 : 2}`,
          ...(table === 'opportunity' && { organization: `employer ${when === 0 ? 1 : 2}` }),
        },
      })
    }),
  ]
}
