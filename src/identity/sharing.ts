import type { IdentityRecord } from './model.ts'

type Shared = Pick<IdentityRecord, 'keys' | 'name'>

/**
 * Of the records of one sheet, those that say the same of whom they are about have it in common: a company or an owner
 * stands in many rows. Contacts are told apart by almost every row.
 */
export function createSharing(): (record: IdentityRecord) => IdentityRecord {
  const known = new Map<string, Shared>()
  return (record) => {
    if (record.label !== 'Organization' && record.label !== 'User') return record
    const { keys, name } = record
    const said = JSON.stringify([keys, name])
    const shared = known.get(said)
    if (shared !== undefined) return Object.assign(record, shared)
    known.set(said, { keys, name })
    return record
  }
}
