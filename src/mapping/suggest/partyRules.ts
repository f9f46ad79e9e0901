import type { Candidate } from './candidate.ts'
import { always, choose, entityOf, place, reach, type Rule, type Rules } from './choice.ts'
import type { Field } from './fields.ts'
import { status } from './statusRules.ts'

const name: Rule = ({ field, thing }, candidate, context) => {
  const { has } = context
  if (thing === 'company') return choose('organization.name')
  if (thing === 'deal') return choose('opportunity.name')
  const other = (column: Candidate): boolean =>
    column !== candidate && column.reading?.field === 'name' && column.reading.thing === 'contact'
  if (/^who\b/i.test(candidate.column.title) && !has('owner') && context.candidates.some(other))
    return choose(`${context.main}.owner`, 0.8)
  if (thing === 'contact')
    return choose(candidate.column.type === 'MULTI_CONTACT_LIST' ? 'contact.from' : 'contact.name')
  if (thing === 'activity') return null
  if (field === 'name' && thing === null && has('lastName') && !has('firstName'))
    return choose('contact.firstName', 0.97)
  if (field === 'name' && thing === null && has('firstName') && !has('lastName'))
    return choose('contact.lastName', 0.9)
  const owner = context.nameOf.get(candidate)
  if (thing === 'store' && owner) return choose('organization.name', 0.93)
  if (!owner) return null
  return choose(`${owner.entity}.name`, !owner.sure ? 0.75 : thing === 'role' ? 0.9 : 0.97)
}

const title: Rule = ({ thing }, candidate, context) => {
  if (thing === 'deal') return choose('opportunity.name')
  const unnamed = !context.has('name', 'deal')
  if (thing === null && candidate.column.primary && context.opportunity && unnamed)
    return choose('opportunity.name', 0.93)
  if (candidate.evidence.honorific >= 0.5) return choose('contact.prefix')
  if (thing !== null)
    return context.contact ? choose('contact.jobTitle', thing === 'contact' ? 1 : 0.9) : null
  const named = context.has('name', 'deal') || context.has('name')
  const person = context.has('firstName') || context.has('lastName') || context.has('name', 'contact')
  if (context.opportunity && (!named || candidate.column.primary) && !person)
    return choose('opportunity.name', 0.95)
  if (context.has('job')) return context.has('prefix') ? null : choose('contact.prefix', 0.6)
  return context.contact ? choose('contact.jobTitle', 0.95) : null
}

/** `info@` and `orders@` are the company's, whoever is named beside them. */
const email: Rule = (reading, candidate, context) => {
  const shared = candidate.evidence.sharedMail >= 0.6 && reading.thing === null && !reading.second
  return shared && context.organization
    ? choose('organization.email', 0.9)
    : reach('email', 'email')(reading, candidate, context)
}

const PLACES: readonly Field[] = ['street', 'city', 'zip', 'country', 'address']

/** Companies and persons: what they are called, how they are reached, where they are. */
export const PARTY_RULES: Rules = {
  name,
  fullName: name,
  firstName: always('contact.firstName'),
  lastName: always('contact.lastName'),
  prefix: (_reading, { evidence }) =>
    evidence.filled > 0 && evidence.boolean > 0.5 ? null : choose('contact.prefix'),
  title,
  job: (reading) => (reading.second ? null : choose('contact.jobTitle')),
  email,
  phone: reach('phone', 'phone'),
  mainLine: (reading, candidate, context) =>
    context.organization
      ? choose('organization.phone')
      : reach('phone', 'phone')(reading, candidate, context),
  mobile: (reading, _candidate, context) => {
    const entity = entityOf(reading.thing, context)
    return choose(entity === 'organization' || !context.contact ? 'organization.phone' : 'contact.mobile')
  },
  website: (_reading, _candidate, context) =>
    context.main === 'opportunity' && !context.has('name', 'company') && context.nameOf.size === 0
      ? null
      : choose('organization.website'),
  url: (_reading, _candidate, { main, has }) =>
    main === 'organization' && !has('website') ? choose('organization.website', 0.8) : null,
  domain: always('organization.domain'),
  industry: (_reading, _candidate, { organization, contact }) =>
    choose('organization.industry', organization ? 1 : contact ? 0.8 : 0.9),
  employees: always('organization.employees'),
  size: (reading, { evidence }, context) =>
    reading.thing === 'company' ||
    (context.main === 'organization' && (evidence.filled === 0 || evidence.number + evidence.range > 0.3))
      ? choose('organization.employees', 0.85)
      : null,
  timezone: (_reading, _candidate, { contact }) => (contact ? choose('contact.timezone') : null),
  relationship: (reading, { evidence }) =>
    reading.thing === 'contact'
      ? null
      : choose('organization.relationship', evidence.relationship > 0.5 ? 1 : 0.9),
  street: place('street'),
  city: place('locality'),
  zip: place('zip'),
  country: place('country'),
  address: (reading, candidate, context) => {
    const parts = (context.has('city') || context.has('zip')) && candidate.evidence.parts < 0.5
    return place(parts && !context.has('street') ? 'street' : 'address')(reading, candidate, context)
  },
  region: (reading, candidate, context) =>
    // In a pipeline, beside a country alone, it is a sales territory.
    PLACES.some((field) => (field !== 'country' || context.main !== 'opportunity') && context.has(field))
      ? place('region')(reading, candidate, context)
      : null,
  province: (reading, candidate, context) =>
    context.organization || context.contact ? place('region')(reading, candidate, context) : null,
  state: (reading, candidate, context) => {
    if (!PLACES.some((field) => context.has(field)) || candidate.evidence.dealStage >= 0.3)
      return status({ ...reading, field: 'status' }, candidate, context)
    const taken = (context.has('region') || context.has('province')) && !context.has('country')
    return place(taken ? 'country' : 'region')(reading, candidate, context)
  },
  stakeholders: (_reading, { column, evidence }, { has }) => {
    if (column.type === 'MULTI_CONTACT_LIST' || column.type === 'CONTACT_LIST') return choose('contact.from')
    return evidence.person >= 0.6 && !has('name', 'contact') ? choose('contact.name', 0.85) : null
  },
}
