import type { Candidate } from './candidate.ts'

const PRIVATE = /\b(?:priv\w*|home|personal\w*|person\w*|particulier|thuis|casa|perso)\b/i
const INSURANCE =
  /polic(?:y|ies|e)|p[óo]liza|ap[óo]lice|polizz|\bpolis|versicherung|\bvn\b|insured|assur[ée]|asegurad|segurad|assicurat|contraente|verzeker|preneur|tomador/iu
/** "Company", not "Company name": who insures is rarely called by name in the title. */
const BARE_COMPANY =
  /^(?:company|carrier|insurer|insurance company|gesellschaft|versicherer|versicherungsgesellschaft|compagnie|assureur|compa[ñn][íi]a|aseguradora|companhia|seguradora|compagnia|maatschappij|verzekeraar)\.?$/iu

const unread = (candidate: Candidate): Candidate => ({ ...candidate, reading: null })

/** In a list of policies the bare "Company" is who insures, not who is insured. */
export function withoutInsurers(candidates: readonly Candidate[]): readonly Candidate[] {
  const insures = candidates.some(
    ({ column }) => INSURANCE.test(column.title) && !BARE_COMPANY.test(column.title),
  )
  return insures
    ? candidates.map((c) =>
        c.reading?.thing === 'company' && BARE_COMPANY.test(c.column.title) ? unread(c) : c,
      )
    : candidates
}

/** A private address is the one to use where the sheet has no other; a home phone stays what it is. */
export function withPrivateMail(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.some(({ reading }) => reading?.field === 'email')) return candidates
  const only = candidates.find(
    ({ column, title, evidence, reading }) =>
      reading === null &&
      PRIVATE.test(column.title) &&
      title.attributes.has('email') &&
      title.unknown === 0 &&
      (evidence.filled === 0 || evidence.email >= 0.5),
  )
  if (!only) return candidates
  const reading = { field: 'email', thing: 'contact', second: false, clarity: 0.9 } as const
  return candidates.map((candidate) => (candidate === only ? { ...only, reading } : candidate))
}
