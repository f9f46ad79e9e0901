/** How the content of a cell is read for a target; one file in `values/` each. */
export type ValueKind =
  | 'text'
  | 'name'
  | 'domain'
  | 'website'
  | 'integer'
  | 'money'
  | 'currency'
  | 'percent'
  | 'date'
  | 'dateTime'
  | 'email'
  | 'phone'
  | 'tags'
  | 'country'
  | 'relationship'
  | 'organizationStage'
  | 'dealStage'
  | 'owner'
  | 'key'
  | 'people'

export interface Target {
  kind: ValueKind
  /** Field of the contribution (mapping/record.ts) that the target writes first; null: no field, a ref or the key. */
  field: string | null
  about: string
}

const place = {
  street: { kind: 'text', field: 'location', about: 'street and number' },
  locality: { kind: 'text', field: 'location', about: 'city or town' },
  region: { kind: 'text', field: 'location', about: 'state, province or county' },
  zip: { kind: 'text', field: 'location', about: 'postal code' },
  country: { kind: 'country', field: 'location', about: 'country by name or ISO code' },
  address: { kind: 'text', field: 'location', about: 'whole address in one cell' },
} as const satisfies Record<string, Target>

const common = {
  owner: { kind: 'owner', field: null, about: 'who of your own team looks after it' },
  tags: { kind: 'tags', field: 'tags', about: 'one tag for each choice' },
  externalKey: { kind: 'key', field: null, about: 'an id of your own: rows with the same one are the same' },
} as const satisfies Record<string, Target>

/** Everything that a mapping can fill, by entity type (design section 7.1). A closed list. */
export const TARGETS = {
  organization: {
    name: { kind: 'name', field: 'name', about: 'company name' },
    domain: { kind: 'domain', field: 'domain', about: 'internet domain, such as acme.com' },
    website: { kind: 'website', field: 'website', about: 'web address' },
    industry: { kind: 'text', field: 'industry', about: 'industry' },
    employees: { kind: 'integer', field: 'employees', about: 'number of employees' },
    description: { kind: 'text', field: 'description', about: 'about the company' },
    relationship: {
      kind: 'relationship',
      field: 'relationship',
      about: 'PROSPECT, CUSTOMER, FORMER_CUSTOMER or NOT_A_FIT',
    },
    stage: { kind: 'organizationStage', field: 'stage', about: 'LEAD, TARGET, ENGAGED, ONBOARDING, ...' },
    phone: { kind: 'phone', field: 'phones', about: 'phone number of the company' },
    email: { kind: 'email', field: 'emails', about: 'email address of the company' },
    ...place,
    ...common,
  },
  contact: {
    name: { kind: 'name', field: 'name', about: 'full name, or a contact column' },
    firstName: { kind: 'name', field: 'first_name', about: 'given name' },
    lastName: { kind: 'name', field: 'last_name', about: 'family name' },
    prefix: { kind: 'text', field: 'prefix', about: 'form of address: Dr., Frau' },
    email: { kind: 'email', field: 'emails', about: 'email address; the first is the primary one' },
    additionalEmails: { kind: 'email', field: 'emails', about: 'further email addresses' },
    phone: { kind: 'phone', field: 'phones', about: 'phone number' },
    mobile: { kind: 'phone', field: 'phones', about: 'mobile number' },
    jobTitle: { kind: 'text', field: 'job_title', about: 'role in the company' },
    description: { kind: 'text', field: 'description', about: 'about the person' },
    timezone: { kind: 'text', field: 'timezone', about: 'time zone' },
    ...place,
    ...common,
    from: { kind: 'people', field: null, about: 'a contact or multi-contact column: one contact each' },
  },
  opportunity: {
    name: { kind: 'text', field: 'name', about: 'deal name' },
    amount: { kind: 'money', field: 'amount', about: 'value of the deal' },
    currency: { kind: 'currency', field: 'currency', about: 'ISO code or symbol' },
    stage: { kind: 'dealStage', field: 'external_stage', about: 'stage as named in the sheet' },
    likelihoodRate: { kind: 'percent', field: 'likelihood_rate', about: 'probability, 0 to 100' },
    closeDate: { kind: 'date', field: 'estimated_closed_at', about: 'expected close' },
    closedAt: { kind: 'date', field: 'closed_at', about: 'day on which it was closed' },
    type: { kind: 'text', field: 'external_type', about: 'kind of deal' },
    nextSteps: { kind: 'text', field: 'next_steps', about: 'what happens next' },
    notes: { kind: 'text', field: 'general_notes', about: 'notes on the deal' },
    ...common,
    createdAt: { kind: 'dateTime', field: 'created_at', about: 'when the deal came up' },
  },
  logEntry: {
    content: { kind: 'text', field: 'content', about: 'what was noted' },
    startedAt: { kind: 'dateTime', field: 'started_at', about: 'when it happened' },
  },
} as const satisfies Record<string, Record<string, Target>>

export type EntityType = keyof typeof TARGETS
export type TargetName<T extends EntityType = EntityType> = T extends EntityType
  ? Extract<keyof (typeof TARGETS)[T], string>
  : never

export const ENTITY_TYPES = ['organization', 'contact', 'opportunity', 'logEntry'] as const

/** The targets without which no row can yield an entity of the type: one of them has to be mapped. */
export const DECIDING: Readonly<Record<EntityType, readonly string[]>> = {
  organization: ['name', 'domain', 'website', 'email', 'externalKey'],
  contact: [
    'name',
    'firstName',
    'lastName',
    'email',
    'additionalEmails',
    'phone',
    'mobile',
    'externalKey',
    'from',
  ],
  opportunity: ['name', 'amount', 'externalKey'],
  logEntry: ['content'],
}

export const targetNames = (type: EntityType): string[] => Object.keys(TARGETS[type])

/** Undefined for a name that the entity type does not have. */
export function targetOf(type: EntityType, name: string): Target | undefined {
  const targets: Record<string, Target> = TARGETS[type]
  return Object.hasOwn(targets, name) ? targets[name] : undefined
}
