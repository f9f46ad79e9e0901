import type { Column, Row } from '../../smartsheet/model.ts'
import { evidenceOf } from './evidence.ts'
import { fits, isDate, isPeople, type Clue } from './fit.ts'
import { readTitle, type Reading, type TitleReading } from './reading.ts'

/** A column with what its title says and its values allow. */
export interface Candidate extends Clue {
  title: TitleReading
  /** Null when the title says nothing known, or something that the values contradict. */
  reading: Reading | null
  /** The values do not only allow it, they show it. */
  confirmed: boolean
  /** Not by its title, but by its values and by what the sheet would otherwise lack. */
  guessed?: boolean
  /** The values contradict the title. */
  contradicted: boolean
}

/** "Is customer" and a "Customer" checkbox say what a company is, not what it is called. */
function adjust(reading: Reading, clue: Clue): Reading {
  const { type } = clue.column
  if (type === 'CHECKBOX' && reading.thing === 'customer' && reading.field === 'name')
    return { ...reading, field: 'relationship' }
  if (
    reading.field === 'name' &&
    reading.thing === 'deal' &&
    clue.evidence.filled > 0 &&
    clue.evidence.number > 0.7
  )
    return { ...reading, field: 'amount', clarity: Math.min(reading.clarity, 0.8) }
  // "Rif.", "Ref." with persons in it: whom to refer to.
  const reference = reading.field === 'rowNumber' || reading.field === 'code'
  if (reference && reading.thing === null && clue.evidence.person >= 0.6)
    return { field: 'name', thing: 'contact', second: false, clarity: 0.9 }
  if (reading.field === 'currency' && clue.evidence.number >= 0.8) return { ...reading, field: 'amount' }
  if (reading.field === 'rowNumber' && clue.evidence.phone >= 0.8 && clue.evidence.number < 0.5)
    return { ...reading, field: 'phone' }
  const called = reading.field === 'name' && reading.thing === 'contact'
  // "A/C" is care of somebody in Portuguese, an account in English.
  if (called && /^a\/c\b/i.test(clue.column.title) && clue.evidence.code >= 0.8)
    return { ...reading, field: 'id', thing: 'company', clarity: 0.9 }
  if (called && clue.evidence.phone >= 0.8) return { ...reading, field: 'phone', clarity: 0.9 }
  if (called && clue.evidence.email >= 0.8 && !isPeople(clue))
    return { ...reading, field: 'email', clarity: 0.9 }
  if (
    reading.field === 'name' &&
    reading.thing !== null &&
    clue.evidence.code >= 0.8 &&
    clue.evidence.prose < 0.2
  )
    return { ...reading, field: 'id', clarity: Math.min(reading.clarity, 0.9) }
  if (reading.field === 'email' && clue.evidence.phone >= 0.5) return { ...reading, field: 'phone' }
  // A second number is often the mobile one; an "other" phone may be anybody's.
  if (reading.field === 'phone' && reading.second && /\d/.test(clue.column.title))
    return { ...reading, field: 'mobile', second: false, clarity: Math.min(reading.clarity, 0.9) }
  if (reading.field === 'name' && reading.thing === 'contact' && isDate(clue))
    return { ...reading, field: 'lastContact', clarity: 0.9 }
  return reading
}

export function candidateOf(column: Column, sample: readonly Row[]): Candidate {
  const clue = { column, evidence: evidenceOf(column, sample) }
  const title = readTitle(column.title)
  if (!title.reading) return { ...clue, title, reading: null, confirmed: false, contradicted: false }
  const reading = adjust(title.reading, clue)
  const fit = fits(reading.field, clue)
  // "Site" is a web site, or where somebody works.
  const twofold = reading.field === 'website' && title.cues.has('roster')
  const guessed = twofold || (reading.clarity < 0.9 && reading.field !== 'notes' && reading.field !== 'id')
  const allowed = fit === 'confirmed' || (fit === 'plausible' && !guessed)
  return {
    ...clue,
    title,
    reading: allowed ? reading : null,
    confirmed: fit === 'confirmed',
    contradicted: fit === 'no',
  }
}
