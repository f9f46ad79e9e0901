import { DEAL_WORDS } from './lexicon/deals.ts'
import { ENTITIES, type Synonyms } from './lexicon/entities.ts'
import { FRAME_WORDS } from './lexicon/frames.ts'
import { CRM_CUES, FOREIGN, NEUTRAL, SALES_PHRASES, SECOND } from './lexicon/modifiers.ts'
import { OTHER_SHEETS, ROSTERS } from './lexicon/otherSheets.ts'
import { PEOPLE_WORDS } from './lexicon/people.ts'
import { PLACE_WORDS } from './lexicon/places.ts'
import { ROW_WORDS } from './lexicon/rows.ts'
import { wordsOf } from './words.ts'

const ATTRIBUTES = {
  ...PEOPLE_WORDS,
  ...PLACE_WORDS,
  ...DEAL_WORDS,
  ...ROW_WORDS,
  ...FRAME_WORDS,
}

export type Thing = keyof typeof ENTITIES
export type Attribute = keyof typeof ATTRIBUTES

/** What a word hints at beyond its own column: the sheet is a CRM's, is none, may as well list staff or guests. */
export type Cue = 'crm' | 'other' | 'roster'

/** What a word or phrase can say; `role` is what it does to the title. */
interface Entry {
  thing?: Thing
  attribute?: Attribute
  role?: 'neutral' | 'second' | 'foreign'
  cues?: readonly Cue[]
}

interface Lexicon {
  dictionary: ReadonlyMap<string, Entry>
  /** All words of all phrases. */
  vocabulary: ReadonlySet<string>
  longestPhrase: number
  salesPhrases: ReadonlySet<string>
}

let made: Lexicon | undefined
/** Made when the first title is read: most commands read none, and it takes a fifth of their start. */
const lexicon = (): Lexicon => (made ??= makeLexicon())

function makeLexicon(): Lexicon {
  const dictionary = new Map<string, Entry>()
  for (const [thing, synonyms] of Object.entries(ENTITIES))
    add(dictionary, synonyms, { thing: thing as Thing })
  for (const [name, synonyms] of Object.entries(ATTRIBUTES))
    add(dictionary, synonyms, { attribute: name as Attribute })
  add(dictionary, NEUTRAL, { role: 'neutral' })
  add(dictionary, SECOND, { role: 'second' })
  add(dictionary, FOREIGN, { role: 'foreign' })
  add(dictionary, CRM_CUES, { role: 'foreign', cues: ['crm'] })
  add(dictionary, OTHER_SHEETS, { role: 'foreign', cues: ['other'] })
  add(dictionary, ROSTERS, { role: 'foreign', cues: ['roster'] })
  const phrases = [...dictionary.keys()].map((phrase) => phrase.split(' '))
  return {
    dictionary,
    vocabulary: new Set(phrases.flat()),
    longestPhrase: Math.max(...phrases.map((words) => words.length)),
    salesPhrases: new Set(
      Object.values(SALES_PHRASES).flatMap((list) =>
        list.split(',').map((phrase) => wordsOf(phrase).join(' ')),
      ),
    ),
  }
}

/** The first meaning of a phrase stays: entities before attributes before modifiers. */
function add(dictionary: Map<string, Entry>, synonyms: Synonyms, entry: Entry): void {
  for (const list of Object.values(synonyms))
    for (const phrase of list.split(',')) {
      const words = wordsOf(phrase)
      if (words.length === 0) continue
      const known = dictionary.get(words.join(' ')) ?? {}
      const said = known.thing ?? known.attribute ?? known.role
      const cues = [...(known.cues ?? []), ...(entry.cues ?? [])]
      dictionary.set(words.join(' '), { ...(said === undefined ? { ...known, ...entry } : known), cues })
    }
}

/** Whether two or three words in a row are what only who sells says. */
const speaksOfSales = (words: readonly string[]): boolean =>
  words.some((_, start) =>
    [1, 2, 3].some((length) => lexicon().salesPhrases.has(words.slice(start, start + length).join(' '))),
  )

/** What the words of a title say, before anybody asks which column of the graph that is. */
export interface Parse {
  things: readonly Thing[]
  attributes: ReadonlySet<Attribute>
  second: boolean
  foreign: boolean
  /** Words that the dictionary does not have. */
  unknown: number
  /** A word had to be taken apart (Kundennummer, CLOSEDATE). */
  compound: boolean
  cues: ReadonlySet<Cue>
}

const LINKERS = ['', 's', 'n', 'en', 'e', 'es']
/** Ends before which even two letters say what is numbered: KDNR. */
const NUMBERS = new Set(['nr', 'id'])
/** A shorter word stands in any other by chance: it is a part only where it says something. */
const LONG_PART = 4
/** Two short words that happen to stand side by side ("latest", "carbon") are no compound. */
const SHORT_COMPOUND = 6

/** These end words that have nothing to do with them: "presentazione", "transactie". */
const NO_TAILS = new Set(['azione', 'acao', 'accion', 'action', 'actie', 'aktion'])

const isPart = (part: string, least: number): boolean =>
  part.length >= LONG_PART || (part.length >= least && lexicon().dictionary.get(part)?.role === undefined)

/** What may stand before the tail of a compound, without the letters that link the two. */
const headsOf = (start: string, tail: string): string[] =>
  LINKERS.filter((linker) => start.endsWith(linker))
    .map((linker) => start.slice(0, start.length - linker.length))
    .filter((head) => isPart(head, NUMBERS.has(tail) ? 2 : 3))

/** "kundennummer" -> [kunden, nummer]; null when the word is not made of known words. As few parts as possible. */
function takeApart(word: string, most = 3): string[] | null {
  const { dictionary } = lexicon()
  if (dictionary.has(word)) return [word]
  if (most === 1) return null
  const tails = Array.from({ length: word.length }, (_, cut) => word.slice(cut)).filter(
    (tail) => dictionary.has(tail) && (NUMBERS.has(tail) || isPart(tail, 3)),
  )
  for (const parts of [1, most - 1])
    for (const tail of tails) {
      if (NO_TAILS.has(tail)) continue
      if (word.length === SHORT_COMPOUND && tail.length * 2 === SHORT_COMPOUND) continue
      for (const head of headsOf(word.slice(0, word.length - tail.length), tail)) {
        const before = takeApart(head, parts)
        if (before) return [...before, tail]
      }
    }
  return null
}

/** The parts of a word; "laender" and "naechster" are read as "länder" and "nächster" where that helps. */
function partsOf(word: string): string[] {
  const { dictionary, vocabulary } = lexicon()
  if (vocabulary.has(word) && !dictionary.has(word)) return [word]
  const parts = takeApart(word)
  if (parts) return parts
  const umlauts = word.replace(/([aou])e/g, '$1')
  return umlauts !== word && vocabulary.has(umlauts) ? [umlauts] : (takeApart(umlauts) ?? [word])
}

function phraseAt(words: readonly string[], start: number): { entry: Entry; length: number } | null {
  const { dictionary, longestPhrase } = lexicon()
  for (let length = Math.min(longestPhrase, words.length - start); length > 0; length--) {
    const entry = dictionary.get(words.slice(start, start + length).join(' '))
    if (entry) return { entry, length }
  }
  return null
}

export function parseTitle(title: string): Parse {
  const whole = wordsOf(title)
  const words = whole.flatMap((word) => partsOf(word))
  let compound = words.length !== whole.length
  const things: Thing[] = []
  const attributes = new Set<Attribute>()
  const cues = new Set<Cue>()
  const parse = { second: false, foreign: false, unknown: 0 }
  for (let i = 0; i < words.length;) {
    const found = phraseAt(words, i)
    i += found?.length ?? 1
    // A word that is known from phrases only ("Dealwert" from "erwarteter Dealwert") still has its parts.
    const parts = found ? null : takeApart(words[i - 1] ?? '')
    if (parts && parts.length > 1) {
      words.splice(--i, 1, ...parts)
      compound = true
      continue
    }
    if (!found) {
      parse.unknown++
      continue
    }
    const { entry } = found
    if (entry.thing) things.push(entry.thing)
    if (entry.attribute) attributes.add(entry.attribute)
    if (entry.role === 'second') parse.second = true
    if (entry.role === 'foreign') parse.foreign = true
    for (const cue of entry.cues ?? []) cues.add(cue)
  }
  if (speaksOfSales(words)) cues.add('crm')
  // A question that somebody asks in a form is no hint on the sheet.
  if (parse.unknown > 2) cues.clear()
  return { ...parse, cues, things, attributes, compound }
}
