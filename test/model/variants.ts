import type { ColumnKey } from './words.ts'

/** How a sheet is mapped: what somebody can change about it in a script. */
export interface Variant {
  company: 'company' | 'reseller'
  /** Companies have an external key. */
  keyed: boolean
  /** `onBlank: keep` */
  keeps: boolean
  /** Unmapped columns are custom fields. */
  custom: boolean
  /** `hierarchy: inherit` */
  inherits: boolean
  /** Industries and job titles are not mapped. */
  lean: boolean
}

export const PLAIN: Variant = {
  company: 'company',
  keyed: false,
  keeps: false,
  custom: true,
  inherits: false,
  lean: false,
}

export const LABELS = ['Organization', 'Contact', 'Opportunity', 'LogEntry'] as const
export type RowLabel = (typeof LABELS)[number]

interface Reads {
  /** The columns of which one has to say something, by target. */
  deciding: Readonly<Record<string, ColumnKey>>
  others: Readonly<Record<string, ColumnKey>>
}

/** What is read for each kind of entity. */
export function readsOf({ company, keyed, lean }: Variant): Readonly<Record<RowLabel, Reads>> {
  return {
    Organization: {
      deciding: { name: company, domain: 'domain', ...(keyed && { externalKey: 'key' }) },
      others: {
        ...(!lean && { industry: 'industry' }),
        ...{ relationship: 'status', tags: 'tags', owner: 'owner' },
      },
    },
    Contact: {
      deciding: { name: 'person', email: 'email', phone: 'phone' },
      others: { ...(!lean && { jobTitle: 'title' }), tags: 'tags', locality: 'city', zip: 'zip' },
    },
    Opportunity: {
      deciding: { name: 'deal', amount: 'amount' },
      others: { stage: 'stage', closeDate: 'close', owner: 'owner' },
    },
    LogEntry: { deciding: { content: 'note' }, others: {} },
  }
}

export const mappedColumns = (variant: Variant): ReadonlySet<ColumnKey> =>
  new Set(
    Object.values(readsOf(variant)).flatMap(({ deciding, others }) =>
      Object.values({ ...deciding, ...others }),
    ),
  )

const TYPES: Readonly<Record<RowLabel, string>> = {
  Organization: 'organization',
  Contact: 'contact',
  Opportunity: 'opportunity',
  LogEntry: 'logEntry',
}

/** As people write it, its columns pinned already. */
export function mappingOf(variant: Variant, columnIds: Readonly<Record<ColumnKey, number>>): object {
  const reads = readsOf(variant)
  return {
    version: 1,
    entities: LABELS.map((label) => ({
      type: TYPES[label],
      fields: Object.fromEntries(
        Object.entries({ ...reads[label].deciding, ...reads[label].others }).map(([target, column]) => [
          target,
          { columnId: String(columnIds[column]) },
        ]),
      ),
    })),
    customFields: variant.custom ? 'unmapped' : 'none',
    hierarchy: variant.inherits ? 'inherit' : 'ignore',
    onBlank: variant.keeps ? 'keep' : 'clear',
  }
}
