import { cleanText } from './clean.ts'
import type { Reader } from './reader.ts'
import { cellText, contactText, MAX_KEY } from './text.ts'

/**
 * One tag for each choice or person, never split at commas: "Sales, EMEA" is one choice. A ticked checkbox is a tag by
 * its title. Text is split at semicolons and new lines only.
 */
export const readTags: Reader<string[]> = (cell, { title, report }) => {
  const { value } = cell
  const tags =
    value?.kind === 'list'
      ? value.value
      : value?.kind === 'contacts'
        ? value.value.map(contactText)
        : value?.kind === 'boolean'
          ? value.value
            ? [title]
            : []
          : textTags()
  const distinct = [...new Set(tags.map((tag) => cleanText(tag, report)))].filter((tag) => tag !== '')
  const usable = distinct.filter((tag) => tag.length <= MAX_KEY)
  if (usable.length < distinct.length) report('too_long', `A tag has at most ${MAX_KEY} characters.`)
  return usable.length === 0 ? null : usable

  function textTags(): string[] {
    return cellText(cell, report)?.split(/[;\n]+/) ?? []
  }
}
