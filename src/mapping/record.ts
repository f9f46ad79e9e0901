import type { Json } from '../core/json.ts'
import type { NodeLabel } from '../core/labels.ts'

/** customerOS's externalSource: the kind of source object behind a link. */
export type ExternalSource = 'company' | 'contact' | 'deal' | 'owner' | 'note' | 'discussion' | 'comment'

export interface EmailValue {
  /** Trimmed, lower case. */
  raw: string
  /** The address when its syntax is valid, else null. */
  email: string | null
  /** False for personal providers. */
  work: boolean
}

export interface PhoneValue {
  /** Trimmed, as typed. */
  raw: string
  e164: string | null
  countryCodeA2: string | null
  label: 'WORK' | 'MOBILE' | null
}

export interface LocationValue {
  raw_address: string | null
  street: string | null
  locality: string | null
  region: string | null
  zip: string | null
  country: string | null
  country_code_a2: string | null
}

/**
 * What one row says about one entity. `fields` uses the graph's own column names, plus the satellites
 * `emails` (EmailValue[], first is primary), `phones` (PhoneValue[]), `location` (LocationValue), `tags`
 * (string[]), `domain` (as typed) and `job_title`. Three states of a field:
 * absent = the mapping says nothing about it (never written, R9); null = mapped and blank (R8); else a value.
 * A field named in `keep` is absent here and keeps what this row contributed before (R8 onBlank, R8b, R9).
 */
export interface Contribution {
  fields: Record<string, Json>
  /** Custom fields by column title; absent when the mapping keeps none for this entity. */
  custom?: Record<string, Json>
  /** Slots (externalId) of entities of the same row; null = mapped but none in this row; absent = not mapped. */
  refs: Partial<Record<RefName, string | null>> & { contacts?: string[] }
}

/** Contact -> organization; Opportunity -> organization, owner; LogEntry -> organization, contact, opportunity; ... */
export type RefName =
  'organization' | 'contact' | 'opportunity' | 'owner' | 'session' | 'sender' | 'repliesTo'

export interface EntityRecord {
  label: NodeLabel
  /** Slot of the entity in its row: `<rowId>`, the second and further of one label `<rowId>:2`, ... */
  externalId: string
  externalSource: ExternalSource
  rowId: string
  /** Permalink of the row. */
  url: string | null
  /** ISO 8601; null when the API gave none. */
  rowModifiedAt: string | null
  /** Value of the mapping's externalKey column for this entity; undefined when unmapped, null when blank. */
  externalKey?: string | null
  contribution: Contribution
  /**
   * Field names, `location.<part>`, `custom:<title>` and `externalKey` whose previous contribution of this slot stays;
   * `renamed:["<old title>","<title>"]`: that of the old title, under the new one; `with_name:<field>`: as long as
   * `name` is that of the previous one, else blank.
   */
  keep: string[]
  /** True when nothing but kept fields speaks for the entity: it counts only where the slot is already linked. */
  onlyKept: boolean
  /** SHA-256 (base64url) over everything above except rowModifiedAt: equal hash, equal contribution (R13). */
  hash: string
}

export type Severity = 'warning' | 'error'

/** One cell or row that could not be used as it is, for the owner of the sheet (R5). */
export interface RowIssue {
  severity: Severity
  /** From the closed list in issues.ts. */
  code: string
  message: string
  rowId: string | null
  rowNumber: number | null
  columnId: string | null
  columnTitle: string | null
  /** At most 80 characters. */
  valueExcerpt: string | null
  permalink: string | null
}

/** R5: rows read = mapped + empty + rejected. */
export type RowOutcome = 'mapped' | 'empty' | 'rejected'

export interface MappedRow {
  rowId: string
  rowNumber: number
  permalink: string | null
  outcome: RowOutcome
  records: EntityRecord[]
  issues: RowIssue[]
}
