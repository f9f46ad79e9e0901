import type { Column } from '../../smartsheet/model.ts'
import type { Evidence } from './evidence.ts'
import type { Field } from './fields.ts'

export interface Clue {
  column: Column
  evidence: Evidence
}

const DATE_TYPES = new Set(['DATE', 'DATETIME', 'ABSTRACT_DATETIME'])
const PEOPLE_TYPES = new Set(['CONTACT_LIST', 'MULTI_CONTACT_LIST'])
const TEXT_TYPES = new Set(['TEXT_NUMBER', 'PICKLIST'])

export const isDate = ({ column, evidence }: Clue): boolean =>
  DATE_TYPES.has(column.type) ||
  column.systemColumnType === 'CREATED_DATE' ||
  (evidence.filled > 0 && evidence.date >= 0.5)
export const isPeople = ({ column }: Clue): boolean => PEOPLE_TYPES.has(column.type)

type Fits = 'no' | 'plausible' | 'confirmed'

/** Says yes to what nothing speaks against, and a clear yes to what the values show. */
function byShare(clue: Clue, share: number, least = 0.5): Fits {
  if (clue.evidence.filled === 0) return 'plausible'
  return share >= 0.8 ? 'confirmed' : share >= least ? 'plausible' : 'no'
}

const text = (clue: Clue): Fits => (TEXT_TYPES.has(clue.column.type) ? 'plausible' : 'no')

const words = (clue: Clue): Fits => {
  const { type } = clue.column
  if (type === 'CHECKBOX' || DATE_TYPES.has(type) || type === 'PREDECESSOR' || type === 'DURATION')
    return 'no'
  const { evidence } = clue
  return evidence.filled > 0 && Math.max(evidence.number, evidence.date, evidence.email) > 0.5
    ? 'no'
    : 'plausible'
}
const person = (clue: Clue): Fits => {
  if (isPeople(clue)) return 'confirmed'
  return clue.evidence.filled > 0 && clue.evidence.boolean > 0.5 ? 'no' : words(clue)
}
/** Some write the number of a sales rep, or an address. */
const keeper = (clue: Clue): Fits => {
  if (isPeople(clue)) return 'confirmed'
  const { filled, boolean, date: days } = clue.evidence
  return text(clue) === 'no' || (filled > 0 && Math.max(boolean, days) > 0.5) ? 'no' : 'plausible'
}
const date = (clue: Clue): Fits => {
  if (DATE_TYPES.has(clue.column.type)) return 'confirmed'
  if (!TEXT_TYPES.has(clue.column.type)) return 'no'
  // "Q2", "end of May": a day that is not known yet.
  const { date: days, period } = clue.evidence
  return byShare(clue, days) === 'no' && days + period >= 0.5 ? 'plausible' : byShare(clue, days)
}

const sum = (clue: Clue): Fits =>
  text(clue) === 'no' || clue.evidence.percent > 0.5 ? 'no' : byShare(clue, clue.evidence.number)

const FITS: Partial<Record<Field, (clue: Clue) => Fits>> = {
  name: person,
  fullName: person,
  firstName: words,
  lastName: words,
  job: words,
  title: words,
  city: words,
  region: (clue) => text(clue),
  province: (clue) => text(clue),
  // Nobody picks a street from a list: "Via" is also how somebody was found.
  street: (clue) => (clue.column.type === 'PICKLIST' ? 'no' : words(clue)),
  address: words,
  country: words,
  state: words,
  industry: words,
  email: (clue) => {
    if (isPeople(clue)) return 'plausible'
    return text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.holdsEmail)
  },
  phone: (clue) => (text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.phone)),
  mainLine: (clue) => (text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.phone)),
  mobile: (clue) => (text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.phone)),
  website: (clue) => (text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.web)),
  domain: (clue) => (text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.web)),
  url: (clue) => (text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.web)),
  zip: (clue) => (clue.column.type === 'CHECKBOX' ? 'no' : text(clue)),
  employees: (clue) =>
    text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.number + clue.evidence.range, 0.3),
  amount: sum,
  expectedAmount: sum,
  currency: text,
  probability: (clue) =>
    text(clue) === 'no' ? 'no' : byShare(clue, clue.evidence.number + clue.evidence.level),
  stage: (clue) => (clue.column.type === 'MULTI_PICKLIST' ? 'no' : words(clue)),
  status: (clue) =>
    clue.column.type === 'MULTI_PICKLIST' || clue.evidence.boolean > 0.5 ? 'no' : words(clue),
  closeDate: date,
  expectedClose: date,
  expectedDate: date,
  closedAt: date,
  lastContact: date,
  created: date,
  date,
  notes: (clue) => (text(clue) === 'no' ? 'no' : words(clue)),
  description: (clue) => (text(clue) === 'no' ? 'no' : words(clue)),
  next: (clue) => (text(clue) === 'no' ? 'no' : words(clue)),
  owner: keeper,
  tag: (clue) => (clue.column.type === 'CHECKBOX' ? 'no' : words(clue)),
  rowNumber: text,
  id: (clue) => {
    if (!TEXT_TYPES.has(clue.column.type) && clue.column.systemColumnType !== 'AUTO_NUMBER')
      return clue.column.type === 'AUTO_NUMBER' ? 'plausible' : 'no'
    return clue.evidence.filled > 0 && (clue.evidence.prose > 0.5 || clue.evidence.email > 0.5)
      ? 'no'
      : 'plausible'
  },
}

/** Whether the type of a column and the values seen in it can be what its title says. */
export const fits = (field: Field, clue: Clue): Fits => FITS[field]?.(clue) ?? 'plausible'
