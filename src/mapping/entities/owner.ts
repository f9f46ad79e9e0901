import type { Json } from '../../core/json.ts'
import { isKept, type Reading } from '../fieldReader.ts'
import type { Person } from '../values/people.ts'
import { newDraft, type Draft } from './draft.ts'

/** The user that an owner cell names. Of a kept one nothing is known but that there was one. */
export function ownerDraft(owner: Reading<Person>): Draft | null {
  if (owner === undefined || owner === null) return null
  const draft = newDraft('User', 'owner')
  if (isKept(owner)) return { ...draft, keep: ['name', 'emails'], onlyKept: true }
  draft.fields = userFields(owner)
  return draft
}

export const userFields = ({ name, email }: Person): Record<string, Json> => ({
  name,
  emails: email === null ? null : [{ ...email }],
})

/** Two cells that name the same person make one user. */
export const ownerKey = (owner: Person): string => owner.email?.raw ?? `name:${owner.name ?? ''}`
