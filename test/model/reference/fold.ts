import type { Json } from '../../../src/core/json.ts'
import { type Contribution, type Label, slotName } from './contribution.ts'

/** Which entity a slot is linked to. */
export type Links = ReadonlyMap<string, string>

export interface Role {
  company: string | null
  title: Json
  primary: boolean
}

/** What the rows want an entity to be. What is absent stays as it is (R9). */
export interface Fold {
  fields: Record<string, Json>
  contacts?: string[]
  roles?: Role[]
}

/** The newest row first, of one time that with the larger id (R7). */
export function newestFirst(a: Contribution, b: Contribution): number {
  if (a.modifiedAt !== b.modifiedAt) return a.modifiedAt > b.modifiedAt ? -1 : 1
  if (a.slot.length !== b.slot.length) return b.slot.length - a.slot.length
  return a.slot > b.slot ? -1 : 1
}

/** What has left an entity still speaks of its fields, but has nothing more to say. */
export const emptied = (one: Contribution): Contribution => ({
  ...one,
  fields: Object.fromEntries(Object.keys(one.fields).map((field) => [field, null])),
  custom: one.custom && {},
  refs: Object.fromEntries(Object.keys(one.refs).map((ref) => [ref, null])),
  contacts: one.contacts && [],
})

/** R7: of what the rows say, newest first, for every field what the first says who says something. */
export function foldOf(label: Label, said: readonly Contribution[], links: Links): Fold {
  const fields: Record<string, Json> = {}
  for (const { fields: spoken } of said)
    for (const [field, value] of Object.entries(spoken)) fields[field] = fields[field] ?? value
  if (fields['internal_stage'] === null) fields['internal_stage'] = 'OPEN'
  const custom = said.flatMap((one) => (one.custom === null ? [] : [one.custom]))
  if (custom.length > 0)
    fields['custom_fields'] = Object.assign({}, ...custom.toReversed()) as Record<string, Json>
  if (label === 'Contact') return { fields, roles: rolesOf(said, links) }
  Object.assign(fields, refFields(said, links))
  const lists = said.flatMap((one) =>
    one.contacts === null ? [] : [one.contacts.map((slot) => ({ one, slot }))],
  )
  if (lists.length === 0) return { fields }
  const people = lists.flat().flatMap(({ one, slot }) => target(one, 'Contact', slot, links) ?? [])
  return { fields, contacts: [...new Set(people)] }
}

const REFS: Readonly<Record<string, { label: Label; column: string }>> = {
  organization: { label: 'Organization', column: 'organization_id' },
  owner: { label: 'User', column: 'owner_user_id' },
  contact: { label: 'Contact', column: 'contact_id' },
  opportunity: { label: 'Opportunity', column: 'opportunity_id' },
}

function target({ sheet }: Contribution, label: Label, slot: string, links: Links): string | undefined {
  return links.get(slotName({ sheet, label, slot }))
}

function refFields(said: readonly Contribution[], links: Links): Record<string, Json> {
  const columns: Record<string, Json> = {}
  for (const one of said)
    for (const [ref, slot] of Object.entries(one.refs)) {
      const { label, column } = REFS[ref] ?? { label: 'User', column: ref }
      const node = slot === null ? null : target(one, label, slot, links)
      // A row that names somebody who is nobody says nothing.
      if (node !== undefined) columns[column] = columns[column] ?? node
    }
  return columns
}

/** One role for each company that the rows name beside the person; without one where they only name a title. */
function rolesOf(said: readonly Contribution[], links: Links): Role[] {
  const roles = new Map<string | null, Role>()
  for (const one of said) {
    const slot = one.refs['organization'] ?? null
    const company = slot === null ? null : (target(one, 'Organization', slot, links) ?? null)
    const title = one.fields['job_title'] ?? null
    if (company === null && title === null) continue
    const role = roles.get(company)
    if (role === undefined) roles.set(company, { company, title, primary: roles.size === 0 })
    else role.title ??= title
  }
  return [...roles.values()]
}
