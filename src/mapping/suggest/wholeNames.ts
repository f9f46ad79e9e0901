import type { Candidate } from './candidate.ts'

const NAME_PARTS = new Set(['firstName', 'lastName'])

/** "Nachname, Vorname" and "Cognome e nome" in one column: a part of a name alone, with whole names in it, is the name. */
export function wholeNames(candidates: readonly Candidate[]): readonly Candidate[] {
  const parts = candidates.filter(
    ({ reading }) =>
      reading && (NAME_PARTS.has(reading.field) || (reading.field === 'name' && reading.thing === null)),
  )
  const [only] = parts
  if (
    parts.length !== 1 ||
    !only?.reading ||
    !NAME_PARTS.has(only.reading.field) ||
    only.evidence.person < 0.8
  )
    return candidates
  const whole: Candidate = { ...only, reading: { ...only.reading, field: 'fullName' } }
  return candidates.map((candidate) => (candidate === only ? whole : candidate))
}
