import { always, choose, entityOf, ofMain, type Rule, type Rules } from './choice.ts'

/** Who only makes the first appointment owns nothing where somebody else is named. */
const OPENERS = /\b(?:[sb]dr|setter|opener|inside|csr)\b/i

/** "Account owner" is the owner of whatever the sheet is about, unless that has one of its own. */
const owner: Rule = (reading, candidate, context) => {
  // A tenant's or buyer's agent is on the other side.
  if (reading.thing === 'role') return choose('contact.name', 0.75)
  const others = context.candidates.filter((c) => c !== candidate && c.reading?.field === 'owner')
  if (OPENERS.test(candidate.column.title) && others.some((c) => !OPENERS.test(c.column.title))) return null
  const own = others.some((c) => c.reading?.thing !== 'company')
  return reading.thing === 'company' && context.organization && own
    ? choose('organization.owner')
    : choose(
        `${reading.thing === 'company' ? context.main : (entityOf(reading.thing, context) ?? context.main)}.owner`,
      )
}

const id: Rule = ({ thing }, candidate, context) => {
  const entity = entityOf(thing, context) ?? context.main
  if (entity === 'opportunity' && !context.opportunity) return null
  const own = entity === context.main
  if (own && candidate.evidence.distinct < 0.9) return null
  return choose(`${entity}.externalKey`, thing === null ? 0.93 : 0.97)
}

/** "#" and "No." count the rows, unless what stands there looks like an id. */
const rowNumber: Rule = (reading, candidate, context) => {
  const { evidence } = candidate
  const counts = evidence.filled === 0 || evidence.code < 0.8 || context.has('id')
  return counts ? null : id(reading, candidate, context)
}

const description: Rule = ({ thing }, _candidate, context) => {
  if (thing === 'activity') return choose('logEntry.content')
  const entity = entityOf(thing, context) ?? context.main
  const both = context.organization && context.contact && thing === null
  return choose(entity === 'opportunity' ? 'opportunity.notes' : `${entity}.description`, both ? 0.9 : 1)
}

/** What any sheet says of its rows: owner, id, tags, notes. */
export const ROW_RULES: Rules = {
  owner,
  ownerId: (reading, candidate, context) =>
    context.has('owner') ? null : owner(reading, candidate, context),
  tag: ofMain('tags'),
  category: (_reading, { column, evidence }, context) => {
    if (context.main === 'organization' && evidence.relationship >= 0.5)
      return choose('organization.relationship', 0.95)
    return column.type === 'MULTI_PICKLIST' || evidence.list >= 0.5
      ? choose(`${context.main}.tags`, 0.8)
      : null
  },
  id,
  rowNumber,
  code: (reading, candidate, context) =>
    (reading.thing === null ? rowNumber : id)(reading, candidate, context),
  lastContact: always('logEntry.startedAt'),
  notes: always('logEntry.content'),
  description,
}
