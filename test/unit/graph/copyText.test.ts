import { expect, test } from 'vitest'
import { copyChunks, textArray } from '../../../src/graph/copyText.ts'

const numbered = (count: number): string[][] => Array.from({ length: count }, (_, at) => [String(at)])
const linesOf = (count: number): number[] =>
  [...copyChunks(numbered(count))].map((chunk) => chunk.split('\n').length - 1)

test('R14 what a row says is staged as it is: backslashes, tabs, lines, an empty text and none', () => {
  expect([...copyChunks([['say "hi"', 'a\tb', 'one\ntwo\r', String.raw`\N \.`, '', null], [null]])]).toEqual([
    String.raw`say "hi"` + '\ta\\tb\tone\\ntwo\\r\t' + String.raw`\\N \\.` + '\t\t\\N\n\\N\n',
  ])
})

test('R14 rows are sent in pieces of 500, each row once', () => {
  expect([0, 1, 499, 500, 501, 1200].map(linesOf)).toEqual([[], [1], [499], [500], [500, 1], [500, 500, 200]])
  expect([...copyChunks(numbered(1200))].join('')).toBe(
    numbered(1200)
      .map(([text]) => `${text ?? ''}\n`)
      .join(''),
  )
})

test('R14 rows are asked for as they are sent', () => {
  let asked = 0
  const rows = numbered(2000)
    .values()
    .map((row) => ((asked += 1), row))
  copyChunks(rows).next()
  expect(asked).toBe(500)
})

test('texts in an array may have quotes, backslashes, commas and braces, or nothing', () => {
  expect(textArray([])).toBe('{}')
  expect(textArray(['name', 'a "b"', String.raw`c\d`, 'e,{f}', ''])).toBe(
    String.raw`{"name","a \"b\"","c\\d","e,{f}",""}`,
  )
})
