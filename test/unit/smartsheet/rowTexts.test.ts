import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody } from '../../../src/smartsheet/body.ts'
import { endOfBlanks, endOfValue } from '../../../src/smartsheet/jsonSpans.ts'
import { parseWithoutRows, RowText } from '../../../src/smartsheet/rowTexts.ts'

const bytesOf = (text: string): Buffer => Buffer.from(text)

/** Whether the walk comes to the end of the text. */
function isWalked(text: string): boolean {
  const bytes = bytesOf(text)
  const end = endOfValue(bytes, endOfBlanks(bytes, 0), 1)
  return end >= 0 && endOfBlanks(bytes, end) === bytes.length
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Pieces of which JSON is made, and some that it does not allow. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '""',
    '"a"',
    '"\\n"',
    '"\\u00e9"',
    '"\\u00g0"',
    '"\\x"',
    '\\',
    '\u0001',
  ],
  ...[
    '0',
    '-',
    '-0',
    '01',
    '1.',
    '.5',
    '1.5',
    '1e5',
    '1E+',
    '1e-7',
    '+1',
    'true',
    'tru',
    'false',
    'null',
    'nul',
  ],
  ...['NaN', ' ', '\n', '\t', '\u00a0', '\u{1f600}', "'a'", '//'],
]
const almostJson = fc
  .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat(8), fc.constantFrom(...PIECES))
  .map(([text, at, cut, piece]) => {
    const from = at % (text.length + 1)
    return text.slice(0, from) + piece + text.slice(from + cut)
  })
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''))

describe('walking over JSON', () => {
  it('comes to the end of what JSON.parse takes, and of nothing else', () => {
    const texts = fc.oneof(fc.json(), almostJson, soup)
    fc.assert(
      fc.property(texts, (text) => {
        expect([text, isWalked(text)]).toEqual([text, isJson(text)])
      }),
      { numRuns: 3_000 },
    )
  })

  it('gives up where values nest deeper than any row', () => {
    expect(isWalked('['.repeat(90) + ']'.repeat(90))).toBe(true)
    expect(isWalked('['.repeat(100_000) + ']'.repeat(100_000))).toBe(false)
  })
})

const sheet = (rows: string): string => `{"id":7,"name":"Ümläut","rows":${rows},"version":3}`
const rowsOf = (body: unknown): unknown[] => (body as { rows: unknown[] }).rows
const textsOf = (rows: string): RowText[] =>
  rowsOf(parseWithoutRows(bytesOf(sheet(rows)))).filter((row) => row instanceof RowText)

describe('a sheet without its rows', () => {
  it('says the same as the sheet, once the rows are parsed', () => {
    const row = fc.record({ id: fc.nat(), rowNumber: fc.nat(), cells: fc.array(fc.jsonValue()) })
    fc.assert(
      fc.property(fc.array(row), fc.dictionary(fc.string(), fc.jsonValue()), (rows, more) => {
        const bytes = bytesOf(JSON.stringify({ ...more, rows }, null, 1))
        const body = parseWithoutRows(bytes) as Record<string, unknown>
        const parsed = rowsOf(body).map((one) => (one instanceof RowText ? one.parse() : one))
        expect({ ...body, rows: parsed }).toEqual(parseBody(bytes))
      }),
    )
  })

  it('R4 keeps the digits of ids that JavaScript would round, in rows as elsewhere', () => {
    const [row] = textsOf('[{"id":9223372036854775807}]')
    expect(row?.parse()).toEqual({ id: '9223372036854775807' })
  })

  it.each([
    ['rows that are no objects', sheet('[1,{"id":2}]')],
    ['rows that are no list', sheet('{"id":2}')],
    ['two lists of rows', '{"rows":[{"id":1}],"rows":[{"id":2}]}'],
    ['a second list of rows in other letters', '{"rows":[{"id":1}],"\\u0072ows":[{"id":2}]}'],
    ['a row that has two numbers', sheet('[{"rowNumber":1,"rowNumber":2}]')],
    ['a list of sheets', '[{"rows":[{"id":1}]}]'],
    ['a byte order mark', `\ufeff${sheet('[{"id":1}]')}`],
  ])('is parsed whole where it has %s', (_, text) => {
    expect(parseWithoutRows(bytesOf(text))).toEqual(parseBody(bytesOf(text)))
  })

  it.each([
    ['that breaks off', sheet('[{"id":1},{"id')],
    ['with a fault in a row', sheet('[{"id":1},{"id":NaN}]')],
    ['with more behind it', `${sheet('[]')}{}`],
    ['of nothing', ''],
  ])('is refused as JSON is: one %s', (_, text) => {
    expect(() => parseWithoutRows(bytesOf(text))).toThrow(SyntaxError)
  })

  it('is refused where the bytes are not UTF-8', () => {
    const bytes = Buffer.concat([bytesOf('{"rows":[{"id":"'), Buffer.of(0xff), bytesOf('"}]}')])
    expect(() => parseWithoutRows(bytes)).toThrow(TypeError)
  })
})

describe('the fingerprint of a row', () => {
  const fingerprint = (row: string): string | undefined => textsOf(`[${row}]`)[0]?.fingerprint()
  const row = '{"id":5,"rowNumber":7,"siblingId":4,"cells":[{"columnId":1,"value":"a"}]}'

  it('does not change with where the row stands', () => {
    const moved = row.replace('"rowNumber":7', '"rowNumber":123').replace('"siblingId":4', '"siblingId":99')
    expect(fingerprint(moved)).toBe(fingerprint(row))
    expect(textsOf(`[${moved}]`)[0]?.rowNumber()).toBe(123)
  })

  it('changes with everything else, be it the same value in other letters', () => {
    const others = [
      row.replace('"id":5', '"id":6'),
      row.replace('"a"', '"b"'),
      row.replace('"a"', '"\\u0061"'),
      row.replace('"columnId":1', '"columnId":7'),
      row.replace('"cells":[', '"rowNumber2":7,"cells":['),
      row.replace('"siblingId":4,', ''),
      `${row.slice(0, -1)} }`,
    ]
    expect(new Set([row, ...others].map(fingerprint)).size).toBe(others.length + 1)
  })
})
