import { expect, it } from 'vitest'
import { beginning } from '../../../src/core/beginning.ts'

const FAMILY = '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}'

it.each([
  ['abcde', 5, 'abcde'],
  ['abcdef', 5, 'abcd…'],
  ['abc  f', 5, 'abc…'],
  [`ab${FAMILY}`, 5, 'ab…'],
  [FAMILY, 3, `${FAMILY.slice(0, 3)}…`],
])('what a message shows of %j ends with a whole character', (text, most, shown) => {
  expect(beginning(text, most)).toBe(shown)
})
