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

/**
 * Whether nobody has to look at it first: something has a name, and of all that matters each column is sure, and the
 * only sure one for its target.
 */
export function isCertain(proposals: readonly Proposal[], used: ReadonlySet<Proposal>): boolean {
  const mapped = proposals.filter((proposal) => used.has(proposal))
  return (
    mapped.some(({ target }) => target !== null && NAMES.has(target)) &&
    mapped.every(({ candidate }) => !candidate.guessed) &&
    proposals
      .filter(({ target }) => target !== null && MATTERS.has(target))
      .every((proposal) => used.has(proposal) === proposal.confidence >= CERTAIN)
  )
}
