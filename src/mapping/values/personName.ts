export interface PersonName {
  /** As typed; "Lee, Bob" is turned into "Bob Lee". */
  name: string
  prefix: string | null
  firstName: string | null
  lastName: string | null
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const PREFIXES = words(
  'mr mrs ms miss mx dr prof professor doctor sir dame rev herr hr frau fr m mme mlle madame monsieur dra sra srta don dona sig sigra signor signora dott dottssa ing dipl dhr mevr mw drs',
)
/** Prefixes that are also names or initials: only with a full stop. */
const DOTTED = words('m fr sr ing hr')
const SUFFIXES = words('jr sr ii iii iv phd md mba cpa esq dds msc bsc ma ba llm pe cfa pmp')

/** "Ph.D." as "phd". */
const bare = (word: string): string => word.toLowerCase().replaceAll('.', '')

function isPrefix(word: string): boolean {
  const known = bare(word)
  return PREFIXES.has(known) && (!DOTTED.has(known) || word.endsWith('.'))
}

const isSuffix = (word: string): boolean => SUFFIXES.has(bare(word))

/**
 * First word and rest, as customerOS does, after forms of address and before "Jr." and degrees; a single word
 * is a first name, or a last name after a form of address. Not clever about cultures: map first and last name
 * where the sheet has them.
 */
export function splitPersonName(typed: string): PersonName {
  const name = lastNameFirst(typed)
  const parts = name.replace(/,/g, ' ').split(/\s+/).filter(Boolean)
  const start = parts.findIndex((part) => !isPrefix(part))
  if (start === -1) return { name, prefix: null, firstName: name, lastName: null }
  let end = parts.length
  while (end > start + 1 && isSuffix(parts[end - 1] ?? '')) end--
  const [first = '', ...rest] = parts.slice(start, end)
  const prefix = parts.slice(0, start).join(' ') || null
  if (rest.length > 0) return { name, prefix, firstName: first, lastName: rest.join(' ') }
  return prefix === null
    ? { name, prefix, firstName: first, lastName: null }
    : { name, prefix, firstName: null, lastName: first }
}

/** "Lee, Bob" as "Bob Lee"; "Bob Lee, PhD" and "Lee, Bob, Acme" stay. */
function lastNameFirst(typed: string): string {
  const [last = '', first = '', ...more] = typed.split(',').map((part) => part.trim())
  if (more.length > 0 || first === '' || last === '') return typed
  if (first.split(/\s+/).every(isSuffix)) return typed
  return `${first} ${last}`
}
