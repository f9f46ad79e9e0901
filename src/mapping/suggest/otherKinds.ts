import type { Candidate } from './candidate.ts'
import type { Context } from './context.ts'
import { isDate } from './fit.ts'

const OTHER_TYPES = new Set(['PREDECESSOR', 'DURATION'])

/** A status column with what is said of tasks, bugs, orders or bills, and nothing of deals. */
const isOtherStatus = ({ evidence }: Candidate): boolean =>
  evidence.otherStatus > 0.3 && evidence.dealStage < 0.3 && evidence.relationship < 0.3

/** How much the columns speak for a plan, a bug list, a stock, a register of staff... */
export function forOther({ candidates, has }: Context): number {
  const foreign = candidates.filter(({ title, reading }) => title.cues.has('other') && reading === null)
  const types = candidates.filter(({ column }) => OTHER_TYPES.has(column.type)).length
  const primary = foreign.some(({ column }) => column.primary)
  return (
    // A word among others that nobody knows says less: "Tasks involved".
    foreign.reduce((sum, { title }) => sum + (title.unknown > 0 ? 1.25 : 2.5), 0) +
    3 * types +
    2.5 * Number(primary) +
    2 * Number(has('name', 'supplier')) +
    2.5 * Number(candidates.some(isOtherStatus)) +
    3 *
      Number(candidates.some(({ evidence, column }) => evidence.colleagues && column.type === 'TEXT_NUMBER'))
  )
}

/** How many columns a list of staff, guests or members would have. */
export const rosterMarks = ({ candidates }: Context): number =>
  candidates.filter(({ title, reading }) => reading === null && title.cues.has('roster')).length

/** How much they say that the people may be staff, guests or members, or that the rows are jobs rather than relations. */
export function doubtsOf({ candidates, opportunity }: Context): number {
  const hints = candidates.filter(
    ({ title, reading }) =>
      (reading === null && (title.cues.has('roster') || title.cues.has('other'))) ||
      (reading?.field === 'project' && !opportunity),
  )
  const dates = candidates.filter((c) => c.reading === null && c.title.cues.size === 0 && isDate(c))
  const types = candidates.filter(({ column }) => OTHER_TYPES.has(column.type))
  return hints.length + types.length + Math.max(0, dates.length - 1)
}
