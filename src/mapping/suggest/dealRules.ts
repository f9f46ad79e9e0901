import { choose, forDeals, type Rule, type Rules } from './choice.ts'
import { status, type } from './statusRules.ts'

const dealName =
  (weight: number): Rule =>
  (_reading, _candidate, context) => {
    const taken =
      context.has('name', 'deal') || [...context.nameOf.values()].some((o) => o.entity === 'opportunity')
    return context.opportunity && !taken ? choose('opportunity.name', weight) : null
  }

export const DEAL_RULES: Rules = {
  amount: ({ thing }, _candidate, { opportunity }) =>
    opportunity && thing !== 'activity' ? choose('opportunity.amount') : null,
  expectedAmount: (_reading, _candidate, { opportunity, has }) =>
    // Beside the amount and its probability it is the product of both.
    opportunity && !(has('amount') && has('probability')) ? choose('opportunity.amount') : null,
  currency: forDeals('opportunity.currency'),
  stage: status,
  status,
  probability: forDeals('opportunity.likelihoodRate'),
  closeDate: (_reading, _candidate, { opportunity, has }) =>
    !opportunity
      ? null
      : has('expectedClose')
        ? choose('opportunity.closedAt', 0.85)
        : choose('opportunity.closeDate'),
  expectedClose: forDeals('opportunity.closeDate'),
  // "Est. date" can also be that of an estimate.
  expectedDate: (_reading, _candidate, { opportunity, has }) =>
    opportunity && !has('closeDate') && !has('expectedClose') ? choose('opportunity.closeDate', 0.8) : null,
  closedAt: (_reading, _candidate, context) =>
    context.opportunity
      ? choose('opportunity.closedAt', context.has('closeDate') || context.has('expectedClose') ? 0.95 : 0.75)
      : null,
  created: (reading, _candidate, context) =>
    context.opportunity && reading.thing !== 'contact' && reading.thing !== 'company'
      ? choose('opportunity.createdAt', 0.95)
      : null,
  date: (reading, _candidate, context) => {
    if (reading.thing === 'activity') return choose('logEntry.startedAt', 0.9)
    return context.opportunity && !context.has('created') ? choose('opportunity.createdAt', 0.6) : null
  },
  type,
  next: (_reading, _candidate, context) => {
    const pipeline =
      context.opportunity || context.has('status') || context.has('stage') || context.has('lastContact')
    return pipeline ? choose('opportunity.nextSteps', context.opportunity ? 1 : 0.7) : null
  },
  subject: (reading, candidate, context) =>
    reading.thing === 'activity' ? choose('logEntry.content') : dealName(0.8)(reading, candidate, context),
  project: dealName(0.75),
}
