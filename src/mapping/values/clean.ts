import type { Report } from '../issues.ts'

const NON_ASCII = /[^\u0001-\u007f]/

/** R20: trimmed, NFC, without what Postgres cannot hold (NUL, lone surrogates); otherwise as typed. */
export function cleanText(text: string, report?: Report): string {
  if (!NON_ASCII.test(text)) return text.trim()
  const storable = text.replace(/\p{Surrogate}|\0/gu, '')
  if (storable.length !== text.length)
    report?.('text_cleaned', 'Characters that cannot be stored (NUL or half of a character) were removed.')
  return storable.normalize('NFC').trim()
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
