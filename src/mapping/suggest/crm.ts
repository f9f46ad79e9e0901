import { dealMarks, type Context } from './context.ts'
import type { Thing } from './dictionary.ts'
import type { Field } from './fields.ts'
import { doubtsOf, forOther, rosterMarks } from './otherKinds.ts'

const CRM_THINGS: ReadonlySet<Thing | null> = new Set<Thing>([
  'company',
  'contact',
  'lead',
  'deal',
  'investor',
])
const ACCOUNT = /account|compte|cuenta|conta\b/i

/** A word among others that nobody knows may mean anything: "Persona intervistata". */
const crmCues = ({ candidates }: Context): number =>
  candidates.filter(({ title }) => title.cues.has('crm') && title.unknown === 0).length

/** How much the columns speak for customers, people and deals (3 is little, 6 is plenty). */
function forCrm(context: Context): { points: number; explicit: boolean } {
  const { has, candidates, opportunity } = context
  const about = candidates.filter(({ reading }) => reading !== null && CRM_THINGS.has(reading.thing))
  const things = new Set(about.map(({ reading }) => reading?.thing))
  // An account can also be one at a bank or of a computer system.
  const vague = about.every(
    ({ reading, column }) => reading?.thing !== 'company' || ACCOUNT.test(column.title),
  )
  const cues = crmCues(context)
  const plain: readonly boolean[] = [
    has('firstName') && has('lastName'),
    has('lastName'),
    has('fullName'),
    has('email'),
    has('phone') || has('mobile'),
    has('website') || has('domain'),
    has('domain'),
    has('industry'),
    has('employees'),
    has('job'),
    has('relationship'),
    has('lastContact'),
    has('zip') || has('city'),
    context.nameOf.size > 0,
    has('probability'),
  ]
  const explicit = things.size > 0 || cues > 0 || has('name', 'customer')
  // A sum and a status alone are those of any booking or order, a status and a probability those of a risk.
  const pipeline =
    opportunity && (explicit || (sells(context) && has('amount'))) ? Math.min(3, dealMarks(has)) : 0
  const names = candidates.filter(({ reading, column }) => column.primary && reading?.field === 'name')
  const named = names.some(
    ({ reading }) => reading && CRM_THINGS.has(reading.thing) && !(vague && cues === 0),
  )
  const customers = names.some(
    ({ reading, evidence }) => reading?.thing === 'customer' && evidence.company >= 0.5,
  )
  const points =
    2 * things.size -
    (vague && things.has('company') ? 1 : 0) +
    plain.filter(Boolean).length +
    Math.min(3, cues) +
    pipeline +
    2 * Number(named || customers)
  return { points, explicit }
}

const salesThings = ({ candidates }: Context): Thing[] =>
  (['deal', 'lead'] as const).filter((thing) => candidates.some(({ reading }) => reading?.thing === thing))

/** How much they say that somebody sells to these people and companies. */
function salesOf(context: Context): number {
  const { has, opportunity } = context
  return (
    (opportunity ? 2 + Math.min(3, dealMarks(has)) : 0) +
    crmCues(context) +
    2 * salesThings(context).length +
    2 * Number(has('relationship')) +
    Number(has('lastContact'))
  )
}

/** Whether anything but names, addresses, sums and a status is there: what only who sells writes down. */
function sells(context: Context): boolean {
  const { has } = context
  const closing = (has('closeDate') || has('expectedClose')) && (has('amount') || has('probability'))
  const marks: readonly Field[] = ['probability', 'relationship', 'lastContact']
  // Interviews and repairs go through stages, too.
  const stage = context.candidates.some(
    ({ reading, evidence }) =>
      reading?.field === 'stage' && (evidence.dealStage >= 0.25 || context.opportunity),
  )
  const [lead, cue] = [salesThings(context).length > 0, crmCues(context) > 0]
  return closing || lead || cue || stage || marks.some((field) => has(field))
}

const REACH: readonly Field[] = ['email', 'phone', 'mobile', 'website', 'domain']

/** Names alone are a list of anybody; what has to do with sales must outweigh what speaks for another use. */
function isClear(context: Context): boolean {
  const useful = context.opportunity || REACH.some((field) => context.has(field))
  const doubts = doubtsOf(context)
  return useful && (doubts === 0 || salesOf(context) > doubts)
}

const NAMED_BY: readonly Thing[] = ['lead', 'company', 'contact', 'customer']

/** Columns that nobody understands: in a list of persons or addresses they say that it is of something else. */
const strangers = ({ candidates }: Context): number =>
  candidates.filter(({ reading, title }) => reading === null && !title.foreign && title.cues.size === 0)
    .length

export interface CrmVerdict {
  crm: boolean
  /** Nothing else than a CRM sheet is likely. */
  clear: boolean
}

export function isCrm(context: Context): CrmVerdict {
  const { has } = context
  const { points, explicit } = forCrm(context)
  const other = forOther(context)
  const against = sells(context) ? other : 2 * other + rosterMarks(context)
  const named =
    context.nameOf.size > 0 ||
    has('name') ||
    has('lastName') ||
    has('firstName') ||
    context.opportunity ||
    NAMED_BY.some((thing) => has('id', thing)) ||
    has('domain')
  const spoken = explicit || sells(context)
  return {
    crm:
      named &&
      points >= 3 &&
      points > (spoken ? against : Math.max(against, 2 * other) + strangers(context) / 2),
    clear: explicit && points >= 4 && points > 2 * other && isClear(context),
  }
}
