export interface PersonName {
  /** As typed; "Lee, Bob" is turned into "Bob Lee". */
  name: string
  prefix: string | null
  firstName: string | null
  lastName: string | null
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const PREFIXES = words(
  'mr mrs ms miss mx dr prof professor doctor sir dame rev herr hr frau fr m mme mlle madame monsieur dra sr sra srta sig sigra signor signora dott dottssa ing dipl dhr mevr mw drs',
)
/** Prefixes that are also names, initials or suffixes: only with a full stop. */
const DOTTED = words('m fr sr ing hr')
/** What belongs to the "Dr." or "Dipl." before it: always with a full stop. */
const FACULTIES = words('med hc phil jur iur rer nat pol oec ing vet dent habil mult theol techn eh')
const SUFFIXES = words('jr sr ii iii iv phd md mba cpa esq dds msc bsc ma ba llm pe cfa pmp')
/** Behind a comma these are no given name: "Bob Lee, CEO", "Acme, Inc.". */
const ROLES = words(
  'ceo cto cfo coo cmo cio cro vp svp evp manager director president owner founder partner sales inc ltd llc gmbh ag corp co',
)
const PARTICLES = words(
  "von van vom zu zum zur der den dem de del della di da do dos das du des la le les el ten ter te 't af av bin ibn al st",
)
/** Between the names of several people. "y" and "e" stand within the names of one. */
const SEVERAL = /[&/;+]|(?:^|\s)(?:and|und|et)\s/i
/** Nicknames and remarks: "Bob "Bobby" Lee", "Bob Lee (Acme)", "Bob Lee <bob@acme.com>". */
const ASIDE = /\s*(?:\([^()]*\)|<[^<>]*>|"[^"]*"|“[^”]*”|„[^“]*“)\s*/g

/** "Ph.D." as "phd". */
const bare = (word: string): string => word.toLowerCase().replaceAll('.', '')

function isPrefix(word: string, before: string | undefined): boolean {
  const known = bare(word)
  if (PREFIXES.has(known)) return !DOTTED.has(known) || word.endsWith('.')
  if (known.startsWith('dipl-')) return true
  return before !== undefined && word.endsWith('.') && FACULTIES.has(known)
}

const isSuffix = (word: string): boolean => SUFFIXES.has(bare(word))
const isInitial = (word: string): boolean => /^\p{L}\.$/u.test(word)
const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean)

/**
 * First word (with the initials behind it) and rest, as customerOS does, after forms of address and before
 * "Jr." and degrees; a single word is a first name, or a last name after a form of address. Behind a comma
 * stand the given names. What may be several people, or no person, is not split. Not clever about cultures:
 * map first and last name where the sheet has them.
 */
export function splitPersonName(typed: string): PersonName {
  const whole = { name: typed, prefix: null, firstName: null, lastName: null }
  const plain = typed.replace(ASIDE, ' ').trim()
  if (plain === '' || plain.includes('@') || SEVERAL.test(plain)) return whole
  const [before = '', ...behind] = plain.split(',').map((part) => part.trim())
  const parts = [before, ...behind.filter((part) => part !== '' && !wordsOf(part).every(isSuffix))]
  const [last = '', given = '', ...more] = parts
  if (more.length > 0 || (given !== '' && !isLastThenGiven(last, given))) return whole
  if (given === '') return splitWords(typed, wordsOf(last))
  if (last === '') return splitWords(typed, wordsOf(given))
  const split = turned(last, given, behind.slice(1))
  return plain === typed.trim() ? split : { ...split, name: typed }
}

/** Two words on both sides of the comma may as well be two people; and some words are no given name. */
function isLastThenGiven(last: string, given: string): boolean {
  if (/\d/.test(last + given)) return false
  if (wordsOf(given).some((word) => ROLES.has(bare(word)))) return false
  const names = (text: string) =>
    wordsOf(text).filter((word) => !PARTICLES.has(word.toLowerCase()) && !isSuffix(word))
  return names(last).length < 2 || names(given).filter((word) => !isPrefix(word, undefined)).length < 2
}

function turned(last: string, given: string, degrees: readonly string[]): PersonName {
  const { prefix, rest, suffixes } = taken(wordsOf(given))
  const name = [...wordsOf(given).slice(0, wordsOf(given).length - suffixes.length), last, ...suffixes]
  return {
    name: [...name, ...degrees.flatMap(wordsOf)].join(' '),
    prefix,
    firstName: rest.join(' ') || null,
    lastName: taken(wordsOf(last)).rest.join(' ') || last,
  }
}

function splitWords(name: string, parts: readonly string[]): PersonName {
  const { prefix, rest } = taken(parts)
  if (rest.length === 0) return { name, prefix: null, firstName: name, lastName: null }
  if (rest.length === 1)
    return prefix === null
      ? { name, prefix, firstName: rest[0] ?? null, lastName: null }
      : { name, prefix, firstName: null, lastName: rest[0] ?? null }
  let first = 1
  while (first < rest.length - 1 && isInitial(rest[first] ?? '')) first++
  return { name, prefix, firstName: rest.slice(0, first).join(' '), lastName: rest.slice(first).join(' ') }
}

/** The words of a name without forms of address before and degrees behind. */
function taken(parts: readonly string[]): { prefix: string | null; rest: string[]; suffixes: string[] } {
  const found = parts.findIndex((part, at) => !isPrefix(part, at === 0 ? undefined : parts[at - 1]))
  const start = found === -1 ? parts.length : found
  let end = parts.length
  while (end > start + 1 && isSuffix(parts[end - 1] ?? '')) end--
  return {
    prefix: parts.slice(0, start).join(' ') || null,
    rest: parts.slice(start, end),
    suffixes: parts.slice(end),
  }
}
