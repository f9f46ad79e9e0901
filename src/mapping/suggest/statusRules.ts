import { choose, type Rule } from './choice.ts'
import type { Context } from './context.ts'

/** Of a deal in a pipeline, else of the company; a list of kinds of customers is a relationship. */
export const status: Rule = ({ field, thing }, { evidence }, context) => {
  const { has } = context
  if (field === 'status' && evidence.relationship >= 0.5) return choose('organization.relationship', 0.95)
  if (thing === 'contact' || thing === 'activity' || evidence.active >= 0.5) return null
  if (thing === 'company' || thing === 'customer')
    return choose(
      context.opportunity && evidence.dealStage > 0.3 ? 'opportunity.stage' : 'organization.stage',
      0.7,
    )
  if (field === 'status' && has('stage') && thing !== 'lead') return null
  if (context.opportunity) return choose('opportunity.stage', field === 'stage' ? 1 : 0.93)
  if (!context.organization && thing !== 'lead' && field === 'status')
    return has('owner') || has('id', 'lead') ? choose('organization.stage', 0.6) : null
  return choose('organization.stage', 0.8)
}

/** The primary column names a company or person. */
const partyFirst = ({ candidates, nameOf }: Context): boolean =>
  candidates.some(
    (c) =>
      c.column.primary &&
      c.reading?.field === 'name' &&
      (c.reading.thing === 'company' || (nameOf.get(c)?.entity ?? 'opportunity') !== 'opportunity'),
  )

export const type: Rule = ({ thing }, candidate, context) => {
  const { evidence } = candidate
  if (evidence.relationship >= 0.5)
    return choose('organization.relationship', thing === 'contact' ? 0.85 : 0.95)
  if (thing === 'contact') return null
  if (thing === 'company' || thing === 'customer')
    return evidence.filled === 0 || evidence.relationship > 0.3
      ? choose('organization.relationship', 0.8)
      : null
  if (thing !== null && thing !== 'deal') return null
  if (!context.opportunity || (thing === null && context.main !== 'opportunity')) return null
  // Where the rows are called after companies, "Type" may be what these are.
  const ofRows =
    candidate.column.primary || (thing === null && !context.has('name', 'deal') && partyFirst(context))
  if (ofRows && evidence.dealType < 0.3) return evidence.filled > 0 ? null : choose('opportunity.type', 0.75)
  return choose('opportunity.type', 0.95)
}
