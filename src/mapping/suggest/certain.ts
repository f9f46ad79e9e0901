import type { Candidate } from './candidate.ts'

export interface Proposal {
  candidate: Candidate
  target: string | null
  confidence: number
  reason: string
}

/** What a target has to be known with before a mapping is used unseen. */
export const CERTAIN = 0.85

/** What decides which entity a row belongs to (design section 6), how it is reached, and how a deal stands. */
const MATTERS = new Set(
  `organization.name organization.domain organization.website organization.externalKey organization.email
  organization.phone organization.relationship contact.name contact.firstName contact.lastName contact.email
  contact.additionalEmails contact.phone contact.mobile contact.from contact.externalKey opportunity.name
  opportunity.externalKey opportunity.amount opportunity.stage opportunity.closeDate`.split(/\s+/),
)
const NAMES = new Set([
  'organization.name',
  'contact.name',
  'contact.firstName',
  'contact.lastName',
  'opportunity.name',
])

/** A person who has neither name nor address was only guessed at: "Contact ID" of what turns out to be a company. */
const isFaceless = (mapped: readonly Proposal[]): boolean => {
  const own = mapped.flatMap(({ target }) => (target?.startsWith('contact.') ? [target.slice(8)] : []))
  return own.length > 0 && !own.some((target) => /^(?:name|firstName|lastName|email|from)$/.test(target))
}

/**
 * Whether nobody has to look at it first: something has a name, and of all that matters each column is sure, and the
 * only sure one for its target. Where the primary column is not understood, the rows may be of something else.
 */
export function isCertain(proposals: readonly Proposal[], used: ReadonlySet<Proposal>): boolean {
  const mapped = proposals.filter((proposal) => used.has(proposal))
  return (
    mapped.some(({ target }) => target !== null && NAMES.has(target)) &&
    mapped.every(({ candidate }) => !candidate.guessed) &&
    proposals.every(({ candidate, target }) => target !== null || !candidate.column.primary) &&
    !isFaceless(mapped) &&
    proposals
      .filter(({ target }) => target !== null && MATTERS.has(target))
      .every((proposal) => used.has(proposal) === proposal.confidence >= CERTAIN)
  )
}
