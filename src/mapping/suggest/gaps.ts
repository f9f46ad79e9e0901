import type { Candidate } from './candidate.ts'
import { dealMarks, type Context } from './context.ts'
import type { Attribute, Thing } from './dictionary.ts'
import type { Field } from './fields.ts'
import { isDate, isPeople } from './fit.ts'

/** Something that a sheet of this kind has, and how a column shows that it is it although its title does not. */
interface Gap {
  field: Field
  thing?: Thing
  /** How sure such a guess is; below what makes a proposal certain. */
  clarity: number
  open: (context: Context) => boolean
  fills: (candidate: Candidate, context: Context) => boolean
}

const isText = ({ column }: Candidate): boolean => column.type === 'TEXT_NUMBER'
const isFilled = ({ evidence }: Candidate): boolean => evidence.filled > 0
const isProse = (candidate: Candidate): boolean => {
  const { number, date, email, phone, boolean, code } = candidate.evidence
  return isText(candidate) && isFilled(candidate) && Math.max(number, date, email, phone, boolean, code) < 0.4
}
const hasNumbers = (candidate: Candidate): boolean =>
  isText(candidate) &&
  isFilled(candidate) &&
  candidate.evidence.number >= 0.8 &&
  candidate.evidence.date < 0.2
/** "Job location" holds streets, "HM title" jobs, that look like names. */
const saysOther = ({ title }: Candidate): boolean =>
  (['address', 'street', 'city', 'region', 'state', 'country', 'job', 'title'] as const).some((part) =>
    title.attributes.has(part),
  )
const isPerson = (candidate: Candidate): boolean =>
  isProse(candidate) && candidate.evidence.person >= 0.6 && !saysOther(candidate)

const saysAny = ({ title }: Candidate, ...attributes: readonly Attribute[]): boolean =>
  attributes.some((attribute) => title.attributes.has(attribute))

const nameless = ({ has, nameOf }: Context, entity: string, thing: Thing): boolean =>
  !has('name', thing) && ![...nameOf.values()].some((owner) => owner.entity === entity)
const noDealName = (context: Context): boolean =>
  nameless(context, 'opportunity', 'deal') &&
  !context.has('project') &&
  !context.has('subject') &&
  !context.has('title', 'deal')
const noPersonName = (context: Context): boolean =>
  nameless(context, 'contact', 'contact') &&
  !(['fullName', 'firstName', 'lastName'] as const).some((field) => context.has(field))
const noCompanyName = (context: Context): boolean => nameless(context, 'organization', 'company')
const noDeadline = ({ has, opportunity }: Context): boolean =>
  opportunity && !has('closeDate') && !has('expectedClose')

const REACH = ['email', 'phone', 'mobile', 'job'] as const

/** In the order in which they are looked for; a column fills one gap. */
const GAPS: readonly Gap[] = [
  {
    field: 'email',
    clarity: 0.75,
    open: ({ has }) => !has('email'),
    fills: (candidate) => isText(candidate) && candidate.evidence.holdsEmail >= 0.8,
  },
  {
    field: 'phone',
    clarity: 0.75,
    open: ({ has }) => !has('phone'),
    fills: ({ evidence, column }) =>
      column.type === 'TEXT_NUMBER' && evidence.phone >= 0.8 && evidence.number < 0.5 && evidence.date < 0.2,
  },
  {
    field: 'website',
    clarity: 0.7,
    open: ({ has, organization }) => organization && !has('website') && !has('domain') && !has('url'),
    fills: (candidate) =>
      isText(candidate) && candidate.evidence.web >= 0.8 && !candidate.title.attributes.has('url'),
  },
  {
    field: 'owner',
    clarity: 0.75,
    open: ({ has }) => !has('owner'),
    fills: (candidate) => candidate.column.type === 'CONTACT_LIST',
  },
  {
    field: 'owner',
    clarity: 0.65,
    open: (context) => context.opportunity && !context.has('owner') && !noPersonName(context),
    fills: (candidate) =>
      isPerson(candidate) && candidate.evidence.filled > 2 && candidate.evidence.distinct < 0.8,
  },
  {
    field: 'name',
    thing: 'deal',
    clarity: 0.75,
    open: (context) => context.opportunity && noDealName(context),
    fills: (candidate, context) =>
      candidate.column.primary && !noCompanyName(context) && !isDate(candidate) && !isPeople(candidate),
  },
  {
    field: 'name',
    thing: 'company',
    clarity: 0.7,
    open: noCompanyName,
    fills: (candidate) =>
      isProse(candidate) &&
      (candidate.evidence.company >= 0.5 || (candidate.column.primary && candidate.evidence.person < 0.6)),
  },
  {
    field: 'name',
    thing: 'contact',
    clarity: 0.7,
    open: noPersonName,
    fills: (candidate, { has }) =>
      isPerson(candidate) &&
      candidate.evidence.distinct >= 0.8 &&
      (candidate.title.things.includes('contact') || REACH.some((field) => has(field))),
  },
  {
    field: 'job',
    clarity: 0.7,
    open: ({ has, contact }) => contact && !has('job') && !has('title'),
    fills: (candidate) => isProse(candidate) && candidate.evidence.job >= 0.6,
  },
  {
    field: 'stage',
    clarity: 0.75,
    open: ({ has }) => !has('stage') && !has('status') && !has('state'),
    fills: (candidate) =>
      !isDate(candidate) &&
      isFilled(candidate) &&
      (candidate.evidence.dealStage >= 0.5 ||
        (saysAny(candidate, 'stage') && candidate.evidence.number < 0.3)),
  },
  {
    field: 'closeDate',
    clarity: 0.7,
    open: noDeadline,
    fills: (candidate) => isDate(candidate) && saysAny(candidate, 'expected', 'close'),
  },
  {
    field: 'amount',
    clarity: 0.7,
    open: ({ has }) => dealMarks(has) >= 1 && !has('amount') && !has('expectedAmount'),
    fills: (candidate) =>
      hasNumbers(candidate) &&
      !candidate.column.title.includes('%') &&
      (saysAny(candidate, 'amount', 'expected') || candidate.evidence.money >= 0.6),
  },
  {
    // "Last QBR", "Last review": what was done last with somebody.
    field: 'lastContact',
    clarity: 0.65,
    open: ({ has }) => !has('lastContact'),
    fills: (candidate) => isDate(candidate) && saysAny(candidate, 'lastName'),
  },
  {
    field: 'notes',
    clarity: 0.65,
    open: ({ has }) => !has('notes'),
    fills: (candidate) => isProse(candidate) && candidate.evidence.sentence >= 0.6,
  },
  {
    field: 'probability',
    clarity: 0.7,
    open: ({ has, opportunity }) => opportunity && !has('probability'),
    fills: (candidate) => hasNumbers(candidate) && candidate.evidence.percent >= 0.8,
  },
]

/** Columns that no title explains, read as what the sheet would otherwise lack; the primary column comes first. */
export function fillGaps(context: Context): readonly Candidate[] {
  const filled = new Map<Candidate, Candidate>()
  const taken = new Set<string>()
  const unread = context.candidates
    .filter(({ reading, title }) => reading === null && !title.foreign)
    .sort((a, b) => Number(b.column.primary) - Number(a.column.primary))
  for (const { field, thing = null, clarity, open, fills } of GAPS) {
    const key = `${field} ${thing ?? ''}`
    if (taken.has(key) || !open(context)) continue
    const found = unread.find((candidate) => !filled.has(candidate) && fills(candidate, context))
    if (!found) continue
    taken.add(key)
    filled.set(found, { ...found, reading: { field, thing, second: false, clarity }, guessed: true })
  }
  return filled.size === 0 ? context.candidates : context.candidates.map((c) => filled.get(c) ?? c)
}
