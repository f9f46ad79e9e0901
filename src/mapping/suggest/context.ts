import type { Candidate } from './candidate.ts'
import type { Thing } from './dictionary.ts'
import { isPeople } from './fit.ts'
import type { Field } from './fields.ts'

export type Entity = 'organization' | 'contact' | 'opportunity'
export type SheetKind = 'contacts' | 'companies' | 'deals' | 'mixed' | 'none'

/** What the columns together say about the rows: which entities they hold, and which of them they are about. */
export interface Context {
  candidates: readonly Candidate[]
  organization: boolean
  contact: boolean
  opportunity: boolean
  main: Entity
  /** Of columns that only say "Name", "Customer" or "Lead": whose name they hold; null: cannot be told. */
  nameOf: ReadonlyMap<Candidate, { entity: Entity; sure: boolean }>
  has: (field: Field, thing?: Thing) => boolean
}

type Finder = Context['has']

const finder =
  (candidates: readonly Candidate[]): Finder =>
  (field, thing) =>
    candidates.some(
      ({ reading }) =>
        reading?.field === field && (thing === undefined || reading.thing === thing) && !reading.second,
    )

const count = (...facts: boolean[]): number => facts.filter(Boolean).length

/** Without any of these, a state is no part of an address. */
const PLACES: readonly Field[] = ['street', 'city', 'zip', 'country', 'address']

/** Marks of a pipeline; two of them make one. */
export function dealMarks(has: Finder): number {
  const probability = has('probability')
  return (
    count(
      has('amount') || has('expectedAmount'),
      has('closeDate') || has('expectedClose'),
      has('closedAt'),
      probability,
      has('stage'),
    ) +
    2 * count(has('name', 'deal'), has('title', 'deal'), has('stage', 'deal'), has('status', 'deal')) +
    0.5 *
      count(
        has('next'),
        has('currency'),
        has('status') || (has('state') && !PLACES.some((field) => has(field))),
        has('id', 'deal'),
        has('type', 'deal'),
        has('project'),
      )
  )
}

/** One mark is not enough for a pipeline, unless it is money that something is being done about. */
const isPipeline = (has: Finder): boolean =>
  dealMarks(has) >= (has('amount') || has('expectedAmount') ? 1.5 : 2)

const personMarks = (has: Finder): number =>
  count(has('firstName'), has('lastName'), has('fullName'), has('job'), has('mobile'), has('prefix')) +
  count(has('email') && !has('email', 'company'), has('timezone'), has('title') && has('email'))

const companyMarks = (has: Finder, shared = false): number =>
  Number(shared) +
  count(has('website'), has('domain'), has('industry'), has('employees'), has('size')) +
  count(has('relationship'), has('email', 'company'), has('phone', 'company'), has('street', 'company'))

const TRADE_NAME =
  /fantas[ií]a|\btrad(?:e|ing) (?:name|as)\b|\bdba\b|enseigne|insegna|nom(?:bre|e)? com+erci|handelsna/i

/** The companies' names are those they trade under: their own stand in another column. */
const onlyTradeNames = (candidates: readonly Candidate[]): boolean => {
  const names = candidates.filter(({ reading }) => reading?.field === 'name' && reading.thing === 'company')
  return names.length > 0 && names.every(({ column }) => TRADE_NAME.test(column.title))
}

/** Whose name a name column without an owner is ("Name", "Customer", "Lead"), by its neighbours and values. */
function ownerOfName(
  candidate: Candidate,
  { has, candidates }: Pick<Context, 'has' | 'candidates'>,
): { entity: Entity; sure: boolean } | null {
  const thing = candidate.reading?.thing ?? null
  const company =
    has('name', 'company') ||
    (thing !== 'store' && has('name', 'store')) ||
    (thing === 'role' && (has('name', 'customer') || has('name', 'lead')))
  const person = has('name', 'contact') || has('fullName') || (has('firstName') && has('lastName'))
  if (thing === 'store') return company ? null : { entity: 'organization', sure: true }
  const customer = has('name', 'customer') || has('name', 'lead') || has('name', 'investor')
  const { evidence } = candidate
  const looksLikeCompany = evidence.company >= 0.5
  const looksLikePerson = evidence.person >= 0.7 && evidence.company < 0.2
  if (thing === null && isPipeline(has) && !has('name', 'deal') && (company || person || customer)) {
    const reachable = has('email') || has('phone') || has('mobile') || has('firstName')
    if (!reachable || person) return { entity: 'opportunity', sure: !looksLikePerson }
  }
  if (thing === null && has('firstName') && has('lastName'))
    return { entity: 'contact', sure: !looksLikeCompany }
  const aboutPersons = has('job') || has('firstName') || has('lastName')
  if (thing === null && !person && onlyTradeNames(candidates) && !aboutPersons)
    return { entity: 'organization', sure: false }
  if (company && person)
    return thing === null || thing === 'role' ? null : { entity: 'organization', sure: false }
  if (company) return { entity: 'contact', sure: !looksLikeCompany }
  if (person) return { entity: 'organization', sure: !looksLikePerson || thing !== null }
  if (thing === null && customer) return null
  if (looksLikeCompany && !looksLikePerson) return { entity: 'organization', sure: evidence.company >= 0.8 }
  const shared = candidates.some((c) => c.reading?.field === 'email' && c.evidence.sharedMail >= 0.6)
  const lean = personMarks(has) - companyMarks(has, shared)
  if (lean > 0 && (looksLikePerson || thing !== 'customer' || evidence.filled === 0))
    return { entity: 'contact', sure: looksLikePerson || lean > 1 }
  if (lean === 0 && thing === 'customer' && isPipeline(has))
    return { entity: 'organization', sure: !looksLikePerson }
  if (lean < 0) return { entity: 'organization', sure: !looksLikePerson }
  if (looksLikePerson) return { entity: 'contact', sure: false }
  return { entity: thing === 'lead' && has('phone') ? 'contact' : 'organization', sure: false }
}

/** A full name is a person's, unless nothing else in the sheet is about a person. */
function ownerOfFullName({ reading, evidence }: Candidate, has: Finder): { entity: Entity; sure: boolean } {
  if (reading?.thing === 'company') return { entity: 'organization', sure: true }
  const reachable = has('email') || has('phone') || has('mobile')
  const company = !reachable && companyMarks(has) > personMarks(has) - 1
  return {
    entity: company ? 'organization' : 'contact',
    sure: !company && (reachable || evidence.person > 0.5),
  }
}

const namesCompany = (candidate: Candidate, { nameOf }: Pick<Context, 'nameOf'>): boolean =>
  candidate.reading?.field === 'name' &&
  (candidate.reading.thing === 'company' || nameOf.get(candidate)?.entity === 'organization')

function mainOf(context: Omit<Context, 'main'>, candidates: readonly Candidate[]): Entity {
  if (context.opportunity) return 'opportunity'
  if (!context.contact) return 'organization'
  if (!context.organization) return 'contact'
  if (candidates.some((c) => c.column.primary && namesCompany(c, context))) return 'organization'
  if (context.has('firstName') || context.has('lastName') || context.has('fullName')) return 'contact'
  if (context.has('id', 'lead') || context.has('owner', 'contact')) return 'contact'
  const place = (entity: Entity): number => {
    const thing = entity === 'organization' ? 'company' : 'contact'
    const index = candidates.findIndex(
      (c) =>
        c.reading?.field === 'name' &&
        (c.reading.thing === thing || context.nameOf.get(c)?.entity === entity),
    )
    if (index < 0) return Infinity
    return candidates[index]?.column.primary ? -1 : index
  }
  return place('contact') < place('organization') ? 'contact' : 'organization'
}

export function contextOf(candidates: readonly Candidate[]): Context {
  const has = finder(candidates)
  const nameOf = new Map<Candidate, { entity: Entity; sure: boolean }>()
  for (const candidate of candidates) {
    const { reading } = candidate
    if (reading?.field === 'fullName') nameOf.set(candidate, ownerOfFullName(candidate, has))
    if (reading?.field !== 'name' || reading.second) continue
    if (reading.thing === 'company' || reading.thing === 'contact' || reading.thing === 'deal') continue
    const owner = reading.thing === 'activity' ? null : ownerOfName(candidate, { has, candidates })
    if (owner) nameOf.set(candidate, owner)
  }
  const named = (entity: Entity): boolean => [...nameOf.values()].some((owner) => owner.entity === entity)
  const opportunity = named('opportunity') || isPipeline(has) || has('name', 'deal')
  // Numbers of customers and no names of persons: whose names nobody recognised.
  const customersOnly =
    has('id', 'customer') && nameOf.size === 0 && !has('name') && !has('firstName') && !has('lastName')
  const organization =
    has('name', 'company') ||
    named('organization') ||
    has('domain') ||
    has('id', 'company') ||
    has('website') ||
    customersOnly
  const contact =
    has('name', 'contact') ||
    named('contact') ||
    has('firstName') ||
    has('lastName') ||
    has('id', 'contact') ||
    (has('id', 'lead') && !has('name', 'company')) ||
    ((has('job') || !organization) && (has('email') || has('mobile'))) ||
    candidates.some(
      (c) => isPeople(c) && (c.reading?.field === 'stakeholders' || c.reading?.thing === 'contact'),
    )
  const known = { candidates, organization, contact, opportunity, nameOf, has }
  return { ...known, main: mainOf(known, candidates) }
}
