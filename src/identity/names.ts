import {
  asTyped,
  AFTER_NO_FORM,
  ATTACHED_FORMS,
  LEADING_FORMS,
  LEGAL_FORMS,
  WORD_MARK,
} from './legalForms.ts'

/** Letters that decomposition leaves whole although many people type them as plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Forms of address: all that tells Mr Lee from Mrs Lee. */
const ADDRESSES = new Set('mr mrs ms miss mx sir madam herr frau mme mlle monsieur madame sig sra'.split(' '))
const DEGREES = new Set('dr prof professor doctor dipl dott drs'.split(' '))
/** Names of people, too: titles only with a full stop, or behind "Dipl". */
const DOTTED = new Set('ing ir mag rev sig sra dra'.split(' '))

/** "And" wherever it stands between two words; "&" is read as the first. */
const AND: ReadonlySet<string | undefined> = new Set(['and', 'und', 'et'])

/**
 * Words that are "and" only before what follows it in the name of a firm. Elsewhere "y" and "e" are letters
 * ("Block Y", "Vitamin E") and "en" is "in" ("Mise en Place"): other companies would become one.
 */
const AND_BEFORE: ReadonlyMap<string | undefined, ReadonlySet<string>> = new Map([
  ['y', new Set('hijo hijos hija hijas hermano hermanos hnos sobrinos asociados socios'.split(' '))],
  [
    'e',
    new Set('figlio figli figlie fratelli filho filhos filhas irmao irmaos associados associati'.split(' ')),
  ],
  ['en', new Set('zoon zonen zn dochter dochters partners co'.split(' '))],
])

/** Forms that take an "and" before them along: "& Co." */
const COMPANY: ReadonlySet<string> = new Set(['co', 'company', 'cia'])

/** Stands between initials that are one word, so that "E.T." is not "et" until names are compared. */
const JOINER = '\u034f'

const FORM_WORDS = Math.max(...[...LEGAL_FORMS].map((form) => form.split(' ').length))

/**
 * The words of a name without case, accents and punctuation. Only Latin-style accents go: taking away every
 * mark would make one of Japanese ga and ka. Initials are one word: "J. P.", "S.A." and "A/S" as `jp`, `sa`, `as`;
 * with another `glue` than none they have it between them.
 */
export function foldedWords(text: string, glue = ''): string[] {
  const plain = text
    .replace(/['’‘`´ʼ™®©℠]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/[ßæœøłđðþı]/gu, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{N}])\p{L}(?:[./]\s?\p{L})+(?![\p{L}\p{N}])/gu, (initials) =>
      initials.replace(/[./\s]/gu, glue),
    )
    .replace(/&/gu, ' and ')
  return plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

/** A company name as identity compares it; null where it has no letter or digit ("-", "???"). */
export function foldCompanyName(name: string): string | null {
  const words = withoutTrailingForms(foldedWords(asTyped(withSigns(name)), JOINER))
    .map(asAnd)
    .map((word) => joined(word).replaceAll(WORD_MARK, ''))
  return withoutAttachedForm(afterAll(words, (word) => LEADING_FORMS.has(word)).join(' ')) || null
}

/** "Canal+", "+Simple", "C++" and "C#" are other names than "Canal", "Simple" and "C". */
const withSigns = (name: string): string =>
  name
    .replace(/(?<=[\p{L}\p{N}+])\+(?![\p{L}\p{N}])/gu, ' plus')
    .replace(/^\s*\+(?=\p{L})/u, 'plus ')
    .replace(/(?<=\p{L})#/gu, ' sharp')

const joined = (word: string): string => word.replaceAll(JOINER, '')

/** "&" is written as a word of the language; at either end of a name it is none. */
const asAnd = (word: string, at: number, words: readonly string[]): string =>
  at > 0 && isAnd(word, words[at + 1]) ? 'and' : word

const isAnd = (word: string | undefined, next: string | undefined): boolean =>
  next !== undefined && (AND.has(word) || AND_BEFORE.get(word)?.has(next) === true)

/** The words after those at the beginning that are `such`; where all are (-1), the last one stays. */
const afterAll = (words: readonly string[], such: (word: string) => boolean): string[] =>
  words.slice(words.findIndex((word) => !such(word)))

function withoutTrailingForms(words: readonly string[]): string[] {
  let rest = [...words]
  let first = true
  for (let length = trailingForm(rest); length > 0; length = trailingForm(rest)) {
    const form = joined(rest.slice(-length).join(' '))
    // "Delta AG LLC" is about agriculture; "Müller AG & Co. KG" is not.
    if (!first && AFTER_NO_FORM.has(form)) break
    rest = rest.slice(0, -length)
    const and = rest.length > 1 && COMPANY.has(form) && isAnd(rest.at(-1), form)
    if (and) rest.pop()
    first = and
  }
  return rest
}

/** How many words the longest legal form at the end has; 0 where none, or where nothing else would remain. */
function trailingForm(words: readonly string[]): number {
  for (let length = Math.min(FORM_WORDS, words.length - 1); length > 0; length--) {
    if (LEGAL_FORMS.has(joined(words.slice(-length).join(' ')))) return length
  }
  return 0
}

function withoutAttachedForm(name: string): string {
  for (const form of ATTACHED_FORMS) {
    if (name === form) continue
    if (name.startsWith(form)) return name.slice(form.length).trim()
    if (name.endsWith(form)) return name.slice(0, -form.length).trim()
  }
  return name
}

/**
 * A person's full name as identity compares it; null where it has no letter or digit. Titles are left out, but
 * Mr Lee and Mrs Lee stay two. Initials stay apart: "M.R. Smith" is no Mr Smith, "J.O. Smith" no Jo Smith.
 */
export function foldPersonName(name: string): string | null {
  const words = foldedWords(name, ' ')
  const named = afterAll(words, (word) => isTitle(word, name))
  const address = words.slice(0, -named.length).find((title) => ADDRESSES.has(title))
  return (named.length === 1 && address !== undefined ? [address, ...named] : named).join(' ') || null
}

function isTitle(word: string, name: string): boolean {
  if (DOTTED.has(word))
    return new RegExp(String.raw`(?<!\p{L})(?:${word}\.|dipl[.\s-]+${word})`, 'iu').test(name)
  return ADDRESSES.has(word) || DEGREES.has(word)
}
