import type { Candidate } from './candidate.ts'
import type { Choice } from './choice.ts'
import type { Context, Entity } from './context.ts'
import type { Field } from './fields.ts'
import { isDate, isPeople } from './fit.ts'

/** The most that a title alone is worth, or one that the values do not contradict. */
export const UNPROVEN = 0.9
/** The most that a word of several meanings is worth, whatever the values are. */
const AMBIGUOUS = 0.87

type Proof = (candidate: Candidate) => boolean

/** Whether the seen values look like this, most of them. */
const mostly =
  (look: keyof Candidate['evidence'], least = 0.8): Proof =>
  ({ evidence }) =>
    evidence.filled > 0 && Number(evidence[look]) >= least

const personName: Proof = (candidate) =>
  isPeople(candidate) || (candidate.evidence.person >= 0.8 && candidate.evidence.company < 0.2)
const number: Proof = ({ evidence }) => evidence.filled > 0 && evidence.number >= 0.8 && evidence.date < 0.2
const words = mostly('capital')

/** What type and values must show, for each target, before anybody may be nearly sure of it; no entry: they cannot. */
const PROOFS: Partial<Record<string, Proof>> = {
  'organization.name': mostly('company', 0.3),
  'organization.email': mostly('email'),
  'organization.phone': mostly('phone'),
  'organization.website': mostly('web'),
  'organization.domain': mostly('web'),
  'organization.employees': ({ evidence }) => evidence.number + evidence.range >= 0.8,
  'organization.relationship': mostly('relationship', 0.5),
  'organization.zip': mostly('zip'),
  'organization.locality': words,
  'organization.country': words,
  'organization.owner': isPeople,
  'organization.externalKey': mostly('code'),
  'contact.name': personName,
  'contact.firstName': words,
  'contact.lastName': words,
  'contact.prefix': mostly('honorific', 0.6),
  'contact.email': mostly('email'),
  'contact.phone': mostly('phone'),
  'contact.mobile': mostly('phone'),
  'contact.jobTitle': mostly('job', 0.4),
  'contact.zip': mostly('zip'),
  'contact.locality': words,
  'contact.country': words,
  'contact.owner': isPeople,
  'contact.externalKey': mostly('code'),
  'opportunity.amount': number,
  'opportunity.likelihoodRate': number,
  'opportunity.stage': mostly('dealStage', 0.5),
  'opportunity.closeDate': isDate,
  'opportunity.closedAt': isDate,
  'opportunity.owner': isPeople,
  'opportunity.externalKey': mostly('code'),
  'logEntry.content': mostly('sentence', 0.5),
  'logEntry.startedAt': isDate,
}

/** Fields whose words mean different things in different sheets, whoever reads them. */
const VAGUE: ReadonlySet<Field> = new Set([
  'title',
  'date',
  'type',
  'category',
  'project',
  'subject',
  'size',
  'url',
  'code',
  'rowNumber',
  'state',
  'created',
  'description',
])

/** "Contact" is a person or a number, "Customer" and "Name" a person or a company. */
const isVague = ({ reading }: Candidate): boolean =>
  reading !== null &&
  (VAGUE.has(reading.field) ||
    (reading.field === 'name' && reading.thing !== 'company' && reading.thing !== 'contact') ||
    (reading.thing === 'customer' && reading.field !== 'name'))

/** Of persons and companies, those that the sheet names without doubt. */
function isNamed(entity: Entity, { has, candidates, nameOf }: Context): boolean {
  const owners = [...nameOf.values()].filter((owner) => owner.entity === entity)
  if (owners.some(({ sure }) => !sure)) return false
  const person = has('firstName') || has('lastName') || has('name', 'contact')
  const named = entity === 'contact' ? person : entity === 'organization' ? has('name', 'company') : true
  return named || owners.length > 0 || candidates.some((c) => c.column.primary && c.reading?.thing === 'deal')
}

/** Nothing says of which of two entities it is, or whether there is that entity at all. */
function isEntityOpen(target: string, { reading }: Candidate, context: Context): boolean {
  const entity = target.split('.')[0] as Entity | 'logEntry'
  if (entity === 'logEntry' || entity === 'opportunity') return false
  if (!isNamed(entity, context)) return true
  // The mail of a company beside a person of it may well be that person's.
  if (reading?.thing === 'company' && /\.(?:email|phone)$/.test(target)) return context.contact
  if (reading?.thing === 'company' || reading?.thing === 'contact') return false
  if (/\.(?:name|firstName|lastName|prefix|jobTitle|website|domain|employees|relationship)$/.test(target))
    return false
  // A contact person beside an address, and no company: it may be that of one whose name nobody recognised.
  const whole = context.has('firstName') || context.has('lastName') || context.has('fullName')
  return context.organization ? context.contact : !whole
}

/**
 * How sure a choice may be at most: above 0.9 only where a plain title of one meaning, type or values that show just
 * that, a sheet that is clearly a CRM's, and an entity that nothing else in it puts in question come together.
 */
export function mostTrust(candidate: Candidate, choice: Choice, context: Context, clear: boolean): number {
  const { reading } = candidate
  if (!reading || isVague(candidate)) return AMBIGUOUS
  const proven = PROOFS[choice.target]?.(candidate) ?? false
  const plain = reading.clarity >= 0.95 && choice.weight >= 0.95 && !candidate.guessed
  if (!proven)
    return (reading.field === 'status' || reading.field === 'stage') && !plain ? AMBIGUOUS : UNPROVEN
  return clear && plain && !isEntityOpen(choice.target, candidate, context) ? 1 : UNPROVEN
}
