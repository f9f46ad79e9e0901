import type { ValueKind } from '../targets.ts'
import { ORGANIZATION_STAGES, RELATIONSHIPS } from '../values/choices.ts'
import { CURRENCIES } from '../values/currencyCodes.ts'

/** The kinds of which a mapping may name only these words; cells may say it in others. */
export const CLOSED_LISTS = {
  relationship: RELATIONSHIPS,
  organizationStage: ORGANIZATION_STAGES,
  currency: CURRENCIES,
} as const satisfies Partial<Record<ValueKind, readonly string[]>>

export type ListedKind = keyof typeof CLOSED_LISTS

export const isListed = (kind: ValueKind): kind is ListedKind => Object.hasOwn(CLOSED_LISTS, kind)
