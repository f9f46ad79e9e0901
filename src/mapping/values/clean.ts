import { cut } from '../faults.ts'

const NON_ASCII = /[^\u0001-\u007f]/
const UNSTORABLE = /\p{Surrogate}|\0/gu

/** The text without what Postgres cannot hold. */
export const storable = (text: string): string => (NON_ASCII.test(text) ? text.replace(UNSTORABLE, '') : text)

/** A text as a message shows it; of a long one whole characters of its beginning. */
export const quoted = (text: string): string => `"${cut(storable(text))}"`

/** R20: trimmed, NFC, without what Postgres cannot hold (NUL, lone surrogates); otherwise as typed. */
export function cleanText(text: string, report?: (code: 'text_cleaned', message: string) => void): string {
  if (!NON_ASCII.test(text)) return text.trim()
  const clean = storable(text)
  if (clean.length !== text.length)
    report?.('text_cleaned', 'Characters that cannot be stored (NUL or half of a character) were removed.')
  return clean.normalize('NFC').trim()
}

/** For comparing words: case, accents and punctuation do not matter. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Letters, digits and signs of East Asian full width as the plain ones, for reading numbers and addresses. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

/** Zero-width spaces, soft hyphens and marks of direction: they come along when an address or number is copied. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '')
