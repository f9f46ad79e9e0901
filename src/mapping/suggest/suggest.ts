import type { Column, Row } from '../../smartsheet/model.ts'
import type { Mapping } from '../schema.ts'
import { candidateOf, type Candidate } from './candidate.ts'
import { CERTAIN, isCertain, type Proposal } from './certain.ts'
import { contextOf, type Context, type SheetKind } from './context.ts'
import { isCrm } from './crm.ts'
import { fillGaps } from './gaps.ts'
import { columnsIn, draftMapping, entityAndTarget, type Chosen } from './draft.ts'
import { withoutInsurers, withPrivateMail } from './parties.ts'
import { resolve } from './resolve.ts'
import { mostTrust, UNPROVEN } from './trust.ts'
import { wholeNames } from './wholeNames.ts'
import { companyOwner, isTree } from './rows.ts'

export interface ColumnSuggestion {
  columnId: string
  title: string
  /** `contact.email` and the like; null: stays a custom field. */
  target: string | null
  /** False also where the target goes to another column, or its entity has nothing to be known by. */
  mapped: boolean
  /** 0 to 1. Above 0.9 hardly ever wrong. */
  confidence: number
  reason: string
}

export interface Suggestion {
  /** Null when the sheet holds no customers, people or deals. */
  mapping: Mapping | null
  /** Safe to save and use without a person looking at it (design section 7). */
  certain: boolean
  kind: SheetKind
  columns: ColumnSuggestion[]
}

/** Below this a guess is shown, but not used. */
const USABLE = 0.5

/** Targets of which a sheet may have several columns. */
const REPEATABLE = new Set(['logEntry.content', 'contact.additionalEmails', 'contact.from'])

const NOTHING: Readonly<
  Record<'foreign' | 'contradicted' | 'unknown' | 'place' | 'otherSheet', [number, string]>
> = {
  foreign: [0.9, 'the title names something that the graph has no field for'],
  contradicted: [0.6, 'the column type or its values do not fit what the title says'],
  unknown: [0.6, 'the title is not a known one'],
  place: [0.7, 'known words, but nothing in this sheet for them to belong to'],
  otherSheet: [0.8, 'the sheet does not look like customers, contacts or deals'],
}

function nothing(candidate: Candidate, why: keyof typeof NOTHING): Proposal {
  const [confidence, reason] = NOTHING[why]
  return { candidate, target: null, confidence, reason }
}

function reasonOf(candidate: Candidate): string {
  if (candidate.guessed) return 'the title is not a known one; guessed by the values and the other columns'
  const words = (candidate.reading?.clarity ?? 0) >= 0.95 ? 'known title' : 'title holds known words'
  const { filled } = candidate.evidence
  if (candidate.confirmed) return `${words}; type or values agree`
  return filled > 0 ? `${words}; nothing in the values against it` : `${words}; no values seen`
}

function propose(candidate: Candidate, context: Context, clear: boolean): Proposal {
  const { reading, title } = candidate
  if (!reading)
    return nothing(candidate, candidate.contradicted ? 'contradicted' : title.foreign ? 'foreign' : 'unknown')
  const choice = resolve(candidate, context)
  if (!choice) return nothing(candidate, 'place')
  const confirmed = candidate.confirmed ? 1 : 0.97
  const said = 0.99 * reading.clarity * choice.weight * confirmed
  const confidence = Math.round(100 * Math.min(said, mostTrust(candidate, choice, context, clear))) / 100
  return { candidate, target: choice.target, confidence, reason: reasonOf(candidate) }
}

/** Where two columns claim one target nobody can be nearly sure of either. */
function rivalled(proposals: readonly Proposal[]): Proposal[] {
  const claims = new Map<string | null, number>()
  for (const { target, confidence } of proposals)
    if (confidence >= USABLE) claims.set(target, (claims.get(target) ?? 0) + 1)
  return proposals.map((proposal) => {
    const { target, confidence } = proposal
    const rival = target !== null && !REPEATABLE.has(target) && (claims.get(target) ?? 0) > 1
    return rival ? { ...proposal, confidence: Math.min(confidence, UNPROVEN) } : proposal
  })
}

/** Of several columns for one target the surest is used, the first of equals. */
function winners(proposals: readonly Proposal[]): Set<Proposal> {
  const best = new Map<string, Proposal>()
  const used = new Set<Proposal>()
  for (const proposal of proposals) {
    const { target, confidence } = proposal
    if (target === null || confidence < (target.endsWith('.externalKey') ? CERTAIN : USABLE)) continue
    if (REPEATABLE.has(target)) used.add(proposal)
    else if (confidence > (best.get(target)?.confidence ?? 0)) best.set(target, proposal)
  }
  for (const proposal of best.values()) used.add(proposal)
  return used
}

function chosenOf(used: ReadonlySet<Proposal>, proposals: readonly Proposal[]): Chosen[] {
  return proposals.flatMap((proposal) => {
    const path = used.has(proposal) && proposal.target !== null ? entityAndTarget(proposal.target) : null
    return path ? [{ column: proposal.candidate.column, ...path }] : []
  })
}

function kindOf(mapping: Mapping, context: Context): SheetKind {
  const types = new Set(mapping.entities.map(({ type }) => type))
  const things = Number(types.has('organization')) + Number(types.has('contact'))
  if (types.has('opportunity')) return things === 2 ? 'mixed' : 'deals'
  return context.main === 'organization' ? 'companies' : 'contacts'
}

/** What is shown of a proposal; one that is not used says so, and is less sure. */
function shown({ target, confidence, reason }: Proposal, mapped: boolean) {
  if (target === null || mapped) return { target, mapped, confidence, reason }
  return {
    target,
    mapped,
    confidence: Math.min(confidence, 0.7),
    reason: `${reason}; not used: another column is better, or nothing identifies what it belongs to`,
  }
}

/**
 * Proposes a mapping for a sheet from its columns and some of its rows. Pure; looks at titles in seven
 * languages, column types, choices and values, and at what the columns say together.
 */
export function suggestMapping(columns: readonly Column[], sample: readonly Row[]): Suggestion {
  const candidates = columns.map((column) => candidateOf(column, sample))
  const read = contextOf(withPrivateMail(withoutInsurers(wholeNames(candidates))))
  const { crm, clear } = isCrm(read)
  const context = crm ? contextOf(fillGaps(read)) : read
  const proposals = rivalled(
    context.candidates.map((candidate) =>
      crm ? propose(candidate, context, clear) : nothing(candidate, 'otherSheet'),
    ),
  )
  const used = winners(proposals)
  const chosen = chosenOf(used, proposals)
  const shared = companyOwner(chosen, sample)
  const mapping = draftMapping(shared ? [...chosen, shared] : chosen, isTree(sample) ? 'inherit' : 'ignore')
  const mapped = mapping === null ? new Set<string>() : columnsIn(mapping)
  return {
    mapping,
    certain: mapping !== null && clear && isCertain(proposals, used),
    kind: mapping === null ? 'none' : kindOf(mapping, context),
    columns: proposals.map((proposal) => {
      const { column } = proposal.candidate
      const also = column === shared?.column ? '; of companies too, whose rows have it' : ''
      const { reason, ...rest } = shown(proposal, mapped.has(column.id))
      return { columnId: column.id, title: column.title, ...rest, reason: `${reason}${also}` }
    }),
  }
}
