import type { Candidate } from './candidate.ts'
import { dealMarks, type Context } from './context.ts'
import type { Thing } from './dictionary.ts'
import { isDate } from './fit.ts'
import type { Field } from './fields.ts'

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
  const cues = candidates.filter(({ title }) => title.cues.has('crm')).length
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
  const foreign = candidates.filter(({ title, reading }) => title.cues.has('other') && reading === null)
  const types = candidates.filter(({ column }) => OTHER_TYPES.has(column.type)).length
  const primary = foreign.some(({ column }) => column.primary)
  return 2.5 * foreign.length + 3 * types + (primary ? 2.5 : 0)
}

/** How much they say that the people may be staff, guests or members, or that the rows are jobs rather than relations. */
function doubtsOf({ candidates, opportunity }: Context): number {
  const hints = candidates.filter(
    ({ title, reading }) =>
      (reading === null && (title.cues.has('roster') || title.cues.has('other'))) ||
      (reading?.field === 'project' && !opportunity),
  )
  const dates = candidates.filter((c) => c.reading === null && c.title.cues.size === 0 && isDate(c))
  const types = candidates.filter(({ column }) => OTHER_TYPES.has(column.type))
  return hints.length + types.length + Math.max(0, dates.length - 1)
}

/** How much they say that somebody sells to these people and companies. */
function salesOf({ has, candidates, opportunity }: Context): number {
  const cues = candidates.filter(({ title }) => title.cues.has('crm')).length
  const things = (['deal', 'lead'] as const).filter((thing) =>
    candidates.some(({ reading }) => reading?.thing === thing),
  )
  return (
    (opportunity ? 2 + Math.min(3, dealMarks(has)) : 0) +
    cues +
    2 * things.length +
    2 * Number(has('relationship')) +
    Number(has('lastContact'))
  )
}

const REACH: readonly Field[] = ['email', 'phone', 'mobile', 'website', 'domain']

/** Names alone are a list of anybody; what has to do with sales must outweigh what speaks for another use. */
function isClear(context: Context): boolean {
  const useful = context.opportunity || REACH.some((field) => context.has(field))
  const doubts = doubtsOf(context)
  return useful && (doubts === 0 || salesOf(context) > doubts)
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
    clear: explicit && points >= 4 && points > 2 * other && isClear(context),
  }
}
