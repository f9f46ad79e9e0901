import type { ValueKind } from '../targets.ts'
import { ORGANIZATION_STAGES, RELATIONSHIPS } from '../values/choices.ts'
import { CURRENCIES } from '../values/currencyCodes.ts'

/** The kinds of which a mapping may name only these words; cells may say it in others. */
export const CLOSED_LISTS: Partial<Record<ValueKind, readonly string[]>> = {
  relationship: RELATIONSHIPS,
  organizationStage: ORGANIZATION_STAGES,
  currency: CURRENCIES,
}
