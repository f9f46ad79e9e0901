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

/** A private address or number is the one to use where the sheet has no other. */
export function withPrivateReach(candidates: readonly Candidate[]): readonly Candidate[] {
  const has = (...fields: string[]): boolean =>
    candidates.some(({ reading }) => reading && fields.includes(reading.field))
  const field = (candidate: Candidate): 'email' | 'phone' | null => {
    const { title, evidence, reading } = candidate
    if (reading !== null || !PRIVATE.test(candidate.column.title) || title.unknown > 0) return null
    if (title.attributes.has('email') && !has('email') && (evidence.filled === 0 || evidence.email >= 0.5))
      return 'email'
    const phone = title.attributes.has('phone') && !has('phone', 'mobile')
    return phone && (evidence.filled === 0 || evidence.phone >= 0.5) ? 'phone' : null
  }
  return candidates.map((candidate) => {
    const reach = field(candidate)
    return reach
      ? { ...candidate, reading: { field: reach, thing: 'contact', second: false, clarity: 0.9 } }
      : candidate
  })
}
