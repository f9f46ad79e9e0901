import { ATTACHED_FORMS, LEADING_FORMS, LEGAL_FORMS } from './legalForms.ts'

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

const TITLES = new Set(
  'mr mrs ms miss mx sir madam dr prof professor doctor herr frau dipl ing mag mme mlle monsieur madame sig dott sra srta dra ir drs rev'.split(
    ' ',
  ),
)

/** "And" in the languages of the corpus. */
export const AND: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'e', 'en'])

const FORM_WORDS = Math.max(...[...LEGAL_FORMS].map((form) => form.split(' ').length))

/**
 * The words of a name without case, accents and punctuation. Only Latin-style accents go: taking away every
 * mark would make one of Japanese ga and ka. Initials are one word: "J. P.", "S.A." and "A/S" as `jp`, `sa`, `as`.
 */
export function foldedWords(text: string): string[] {
  return text
    .replace(/['’‘`´ʼ™®©℠]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/[ßæœøłđðþı]/gu, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{N}])\p{L}(?:[./]\s?\p{L})+(?![\p{L}\p{N}])/gu, (initials) =>
      initials.replace(/[./\s]/gu, ''),
    )
    .replace(/&/gu, ' and ')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
}

/** A company name as identity compares it; null where it has no letter or digit ("-", "???"). */
export function foldCompanyName(name: string): string | null {
  const words = withoutTrailingForms(foldedWords(withPlus(name)).map(asAnd))
  while (words.length > 1 && LEADING_FORMS.has(words[0] ?? '')) words.shift()
  return withoutAttachedForm(words.join(' ')) || null
}

/** "Canal+" and "C++" are other names than "Canal" and "C". */
const withPlus = (name: string): string => name.replace(/(?<=[\p{L}\p{N}+])\+(?![\p{L}\p{N}])/gu, ' plus')

/** "&" is written as a word of the language; at either end of a name it is none. */
const asAnd = (word: string, at: number, words: readonly string[]): string =>
  AND.has(word) && at > 0 && at < words.length - 1 ? 'and' : word

function withoutTrailingForms(words: readonly string[]): string[] {
  let rest = [...words]
  for (let length = trailingForm(rest); length > 0; length = trailingForm(rest)) {
    rest = rest.slice(0, -length)
    // What "& Co." leaves behind.
    if (rest.length > 1 && rest.at(-1) === 'and') rest.pop()
  }
  return rest
}

/** How many words the longest legal form at the end has; 0 where none, or where nothing else would remain. */
function trailingForm(words: readonly string[]): number {
  for (let length = Math.min(FORM_WORDS, words.length - 1); length > 0; length--) {
    if (LEGAL_FORMS.has(words.slice(-length).join(' '))) return length
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

/** A person's full name as identity compares it, titles left out; null where it has no letter or digit. */
export function foldPersonName(name: string): string | null {
  const words = foldedWords(name)
  while (words.length > 1 && TITLES.has(words[0] ?? '')) words.shift()
  return words.join(' ') || null
}
