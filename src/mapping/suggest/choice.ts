import type { Candidate } from './candidate.ts'
import type { Context, Entity } from './context.ts'
import type { Thing } from './dictionary.ts'
import type { Field } from './fields.ts'
import type { Reading } from './reading.ts'

export type Rules = Partial<Record<Field, Rule>>

/** `weight` is how sure the choice of entity is, the rest of the confidence comes from title and values. */
export interface Choice {
  target: string
  weight: number
}

export type Rule = (reading: Reading, candidate: Candidate, context: Context) => Choice | null

export const choose = (target: string, weight = 1): Choice => ({ target, weight })
export const always =
  (target: string): Rule =>
  () =>
    choose(target)
export const forDeals =
  (target: string): Rule =>
  (_reading, _candidate, context) =>
    context.opportunity ? choose(target) : null

/** Which entity a word means: a customer or lead is the company where there is one, else the person. */
export function entityOf(thing: Thing | null, context: Context): Entity | null {
  if (thing === 'company') return 'organization'
  if (thing === 'contact') return 'contact'
  if (thing === 'deal') return 'opportunity'
  if (thing === 'store') return 'organization'
  if (thing === null || thing === 'activity') return null
  for (const [candidate, owner] of context.nameOf)
    if (candidate.reading?.thing === thing) return owner.entity === 'opportunity' ? null : owner.entity
  if (thing === 'customer')
    for (const [candidate, owner] of context.nameOf)
      if (candidate.reading?.thing === 'investor' && owner.entity === 'contact') return 'contact'
  if (thing === 'lead' || thing === 'role') return context.contact ? 'contact' : 'organization'
  const person = context.has('name') || context.has('firstName') || context.has('lastName')
  return context.organization || !context.contact || !person ? 'organization' : 'contact'
}

/** How a person or company is reached: the person where the sheet has persons. */
export const reach =
  (person: string, company: string): Rule =>
  ({ thing, second }, _candidate, context) => {
    const said = entityOf(thing, context)
    const entity =
      said === 'opportunity' || said === null ? (context.contact ? 'contact' : 'organization') : said
    const target = entity === 'contact' ? person : company
    if (second)
      return person === 'email' && entity === 'contact' ? choose('contact.additionalEmails', 0.95) : null
    return choose(`${entity}.${target}`, thing === null && context.contact && context.organization ? 0.95 : 1)
  }

export const place =
  (target: string): Rule =>
  ({ thing, second }, _candidate, context) => {
    if (second) return null
    const said = entityOf(thing, context)
    if (said && said !== 'opportunity') return choose(`${said}.${target}`)
    // In a pipeline without companies a place is where the work is; only a zip says that it is somebody's address.
    if (context.main === 'opportunity' && !context.organization)
      return context.contact && context.has('zip') ? choose(`contact.${target}`, 0.85) : null
    const both = context.organization && context.contact
    return choose(`${context.main === 'contact' ? 'contact' : 'organization'}.${target}`, both ? 0.9 : 1)
  }

/** Of the sheet's main entity, unless the title names another. */
export const ofMain =
  (target: string): Rule =>
  ({ thing, second }, _candidate, context) =>
    second ? null : choose(`${entityOf(thing, context) ?? context.main}.${target}`)
