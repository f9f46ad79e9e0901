import type { Candidate } from './candidate.ts'
import { dealMarks, type Context } from './context.ts'
import type { Thing } from './dictionary.ts'

const CRM_THINGS: ReadonlySet<Thing | null> = new Set<Thing>([
  'company',
  'contact',
  'lead',
  'deal',
  'investor',
])
const ACCOUNT = /account|compte|cuenta|conta\b/i
const OTHER_TYPES = new Set(['PREDECESSOR', 'DURATION'])

/** How much the columns speak for customers, people and deals (3 is little, 6 is plenty). */
function forCrm(context: Context): { points: number; explicit: boolean } {
  const { has, candidates, opportunity } = context
  const about = candidates.filter(({ reading }) => reading !== null && CRM_THINGS.has(reading.thing))
  const things = new Set(about.map(({ reading }) => reading?.thing))
  // An account can also be one at a bank or of a computer system.
  const vague = about.every(
    ({ reading, column }) => reading?.thing !== 'company' || ACCOUNT.test(column.title),
  )
  const cues = candidates.filter(({ title }) => title.crmCue).length
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
  const pipeline = opportunity ? Math.min(3, dealMarks(has)) : 0
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
  return { points, explicit: things.size > 0 || cues > 0 || has('name', 'customer') }
}

/** How much they speak for a plan, a bug list, a stock, a register of staff... */
function forOther(candidates: readonly Candidate[]): number {
  const foreign = candidates.filter(({ title, reading }) => title.otherSheet && reading === null)
  const types = candidates.filter(({ column }) => OTHER_TYPES.has(column.type)).length
  const primary = foreign.some(({ column }) => column.primary)
  return 2.5 * foreign.length + 3 * types + (primary ? 2.5 : 0)
}

export interface CrmVerdict {
  crm: boolean
  /** Nothing else than a CRM sheet is likely. */
  clear: boolean
}

export function isCrm(context: Context): CrmVerdict {
  const { has } = context
  const { points, explicit } = forCrm(context)
  const other = forOther(context.candidates)
  const named =
    context.nameOf.size > 0 ||
    has('name') ||
    has('lastName') ||
    has('firstName') ||
    context.opportunity ||
    has('id', 'lead')
  return {
    crm: named && points >= 3 && points > (explicit ? other : 2 * other),
    clear: explicit && points >= 4 && points > 2 * other,
  }
}
