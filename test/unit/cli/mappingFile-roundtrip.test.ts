import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { mappingText, suggestionText } from '../../../src/cli/mappingFile.ts'
import { pin } from '../../../src/mapping/columns.ts'
import { mappingFromText, parseMapping } from '../../../src/mapping/parse.ts'
import type { Mapping } from '../../../src/mapping/schema.ts'
import { suggestMapping, type Suggestion } from '../../../src/mapping/suggest/suggest.ts'
import { validateMapping } from '../../../src/mapping/validate.ts'
import type { Column } from '../../../src/smartsheet/model.ts'
import { columnsOf, labelledSheets, rowsOf } from '../../support/labelledSheets.ts'

const NASTY = [
  ...[
    '#',
    '# x',
    'a # b',
    'a: b',
    ':',
    'a:',
    '- a',
    '-',
    '* a',
    '*a',
    '& a',
    '&a',
    '! a',
    '!a',
    '% a',
    '@a',
    '`a`',
  ],
  ...[
    '"',
    "'",
    '"a"',
    "it's",
    'a"b\'c',
    '\\',
    '\\n',
    '{',
    '}',
    '[a]',
    'a, b',
    '{ a: b }',
    '|',
    '>',
    '? a',
    '<<',
    '=',
  ],
  ...[
    'null',
    '~',
    'true',
    'True',
    'no',
    'yes',
    'off',
    '1',
    '1.0',
    '0x1F',
    '1e3',
    '.inf',
    '.nan',
    '2024-01-01',
    '12:30',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '---',
    '...',
    '%YAML 1.2',
    '\u{1F600}',
    '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}',
  ],
  ...[
    '\u05e9\u05dc\u05d5\u05dd',
    '\u202eevil',
    'a\u00a0b',
    '\u00a0a\u00a0',
    ' a ',
    'a\nb',
    '\n# x\nversion: 2',
    'a\tb',
    '\ta',
  ],
  ...['a\r\nb', '\u2028', 'a\u0000b', '\u001b[31mred', '\ud800', '\ufeffa', 'x'.repeat(500), 'two  spaces'],
]
const title = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
)
const columnsWith = (titles: readonly string[]): Column[] =>
  columnsOf({
    columns: titles.map((title) => ({ title, type: 'TEXT_NUMBER', examples: [], label: null })),
  })

/** Everything in which a title, or a text of a cell, may stand; columns by id, as the suggester names them. */
function mappingOf(columns: readonly Column[]): Mapping {
  const [name = '', email = '', other = ''] = columns.map(({ title }) => title)
  const ref = (i: number) => ({ column: columns[i]?.title, columnId: columns[i]?.id })
  return parseMapping({
    entities: [
      {
        type: 'contact',
        when: [
          { ...ref(2), is: [name || 'x', email || 'x'] },
          { ...ref(1), isNot: other || 'x' },
        ],
        fields: {
          name: ref(0),
          email: { ...ref(1), values: { [`v ${name}`]: null, [`w ${email}`]: 'a@b.com' } },
          description: { columns: [ref(0), ref(2)], join: other },
          jobTitle: { const: `x ${name}` },
        },
      },
    ],
    customFields: [ref(2)],
  })
}

const suggestionOf = (columns: readonly Column[], mapping: Mapping): Suggestion => ({
  mapping,
  certain: false,
  kind: 'contacts',
  columns: columns.map(({ id, title }, i) => ({
    columnId: id,
    title,
    target: i === 2 ? null : 'contact.name',
    mapped: i !== 2,
    confidence: 1,
    reason: `because of ${title}`,
  })),
})

it('a suggestion for any labelled sheet is a file that is read back the same, and fits its sheet', () => {
  let suggested = 0
  for (const sheet of labelledSheets()) {
    const columns = columnsOf(sheet)
    const suggestion = suggestMapping(columns, rowsOf(sheet))
    if (suggestion.mapping === null) continue
    suggested += 1
    const read = mappingFromText(suggestionText(suggestion.mapping, suggestion, sheet.id))
    expect([sheet.id, read]).toEqual([sheet.id, suggestion.mapping])
    expect([sheet.id, validateMapping(read, columns)]).toEqual([sheet.id, []])
    const pinned = pin(read, columns)
    expect(mappingFromText(mappingText(pinned))).toEqual(pinned)
  }
  expect(suggested).toBeGreaterThan(50)
})

it('no title, text or name of a sheet breaks a mapping file, or leaves its comment', () => {
  fc.assert(
    fc.property(fc.tuple(title, title, title), title, (titles, sheetName) => {
      const columns = columnsWith(titles.map((one) => (one.trim() === '' ? 'blank' : one)))
      const mapping = mappingOf(columns)
      const suggested = suggestionText(mapping, suggestionOf(columns, mapping), sheetName)
      expect(mappingFromText(suggested)).toEqual(mapping)
      expect(mappingFromText(mappingText(mapping))).toEqual(mapping)
      expect(suggested.split('\n')[0]).toMatch(/^# Mapping suggested for /)
      // All reasons are there, and none is content.
      const content = parseDocument(suggested)
      expect(suggested.match(/# because of/g)?.length).toBeGreaterThanOrEqual(4)
      expect(JSON.stringify(content.toJS())).not.toContain('because of')
    }),
    { numRuns: 200 },
  )
})
