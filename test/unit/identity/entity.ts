import type { Json, JsonObject } from '../../../src/core/json.ts'
import type { NodeLabel } from '../../../src/core/labels.ts'
import type { EntityRecord } from '../../../src/mapping/record.ts'

/** What a row says of an entity, as far as identity looks at it. */
export const record = (
  label: NodeLabel,
  fields: JsonObject,
  more: Partial<EntityRecord> = {},
): EntityRecord => ({
  label,
  externalId: '7',
  externalSource: 'contact',
  rowId: '7',
  url: null,
  rowModifiedAt: null,
  contribution: { fields, refs: {} },
  keep: [],
  onlyKept: false,
  hash: '',
  ...more,
})

export const email = (address: string): Json => ({ raw: address, email: address, work: true })
export const invalid: Json = { raw: 'nobody@', email: null, work: false }
export const phone = (e164: string | null): Json => ({ raw: '1', e164, countryCodeA2: null, label: null })
