import type { Json } from '../../../src/core/json.ts'
import type { Contribution, Label } from './contribution.ts'
import type { Fold, Role } from './fold.ts'

/** An entity as it should stand in the graph. */
export interface Entity {
  id: string
  label: Label
  fields: Record<string, Json>
  contacts: string[]
  roles: Role[]
  /** R10 */
  protectedFields: Set<string>
  /** `source_of_truth` is not the sheet. */
  owned: boolean
}

const SATELLITES = new Set(['emails', 'phones', 'tags', 'location'])

export const newEntity = (id: string, label: Label): Entity => ({
  ...{ id, label, fields: {}, contacts: [], roles: [] },
  protectedFields: new Set(),
  owned: false,
})

function put(entity: Entity, field: string, value: Json): void {
  if (SATELLITES.has(field) || !entity.protectedFields.has(field)) entity.fields[field] = value
}

/** What the sheet may write (R10). */
export function write(entity: Entity, { fields, contacts, roles }: Fold): void {
  const speaksOfTitles = 'job_title' in fields
  for (const [field, value] of Object.entries(fields)) put(entity, field, value)
  put(entity, flagOf(entity.label), false)
  if (contacts) entity.contacts = contacts
  if (roles) {
    const known = new Map(entity.roles.map(({ company, title }) => [company, title]))
    // A title stays where no row speaks of titles (R9).
    entity.roles = roles.map((role) =>
      speaksOfTitles ? role : { ...role, title: known.get(role.company) ?? null },
    )
  }
}

/** R11: no row speaks for it any more. False where it is to go altogether. */
export function withdraw(entity: Entity): boolean {
  if (entity.owned || entity.label === 'User') return true
  entity.fields[flagOf(entity.label)] = true
  return entity.label !== 'LogEntry'
}

/** Nobody speaks for it, and it is no person's. */
export const isWithdrawn = ({ label, fields, owned }: Entity): boolean =>
  !owned && fields[flagOf(label)] === true

/**
 * R11: what returns is what its rows say now, and nothing besides. What they cannot say today stays: R8b, R9, and a
 * company that they name and that is nobody.
 */
export function blank(entity: Entity, said: readonly Contribution[]): void {
  if (said.length === 0) return
  const kept = new Set(
    said.flatMap((one) => [
      ...one.kept,
      ...Object.entries(one.refs).flatMap(([ref, slot]) => (slot === null ? [] : [ref])),
    ]),
  )
  for (const [ref, column] of REFS) if (kept.has(ref)) kept.add(column)
  for (const field of Object.keys(entity.fields)) if (!kept.has(field)) entity.fields[field] = null
  if (!kept.has('job_title')) entity.roles = []
}

const REFS = [
  ['organization', 'organization_id'],
  ['owner', 'owner_user_id'],
] as const

const flagOf = (label: Label): string => (label === 'Opportunity' ? 'archived' : 'hide')

/** R10: what a person writes is theirs from then on; what they leave as it was is not. */
export function editByHand(entity: Entity, field: string, value: Json): void {
  if (JSON.stringify(valueOf(entity, field)) === JSON.stringify(value)) return
  entity.fields[field] = value
  entity.protectedFields.add(field)
  entity.owned = true
}

const BY_DEFAULT: Readonly<Record<string, Json>> = {
  lead_source: 'smartsheet',
  internal_type: 'NBO',
  internal_stage: 'OPEN',
  custom_fields: {},
  hide: false,
  archived: false,
  source: 'smartsheet',
  app_source: 'sync-smartsheet',
}

export const valueOf = (entity: Entity, field: string): Json =>
  field === 'protected_fields'
    ? [...entity.protectedFields].sort()
    : field === 'source_of_truth'
      ? entity.owned
        ? 'openline'
        : 'smartsheet'
      : (entity.fields[field] ?? BY_DEFAULT[field] ?? null)
