import { describe, expect, it } from 'vitest'
import { contact, FIELDS, told, WRONG } from './wrongMappings.ts'

const nested = (depth: number) => `entities: ${'['.repeat(depth)}${']'.repeat(depth)}`
const bomb = Array.from({ length: 9 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(i && 9)}x]`).join(
  '\n',
)

const UNREADABLE: readonly [what: string, text: string, message: string][] = [
  [
    'a tab',
    'entities:\n\t- type: contact',
    'the line is indented with a tab; YAML takes spaces only: "- type: contact" at line 2, column 1',
  ],
  [
    'a key twice',
    contact('name: Email'),
    `"name" stands here twice: "${contact('name: Email').slice(0, 59)}…" at line 1, column 51`,
  ],
  [
    'a key twice in JSON',
    '{"version":1,"version":1}',
    '"version" stands here twice: "{"version":1,"version":1}" at line 1, column 14',
  ],
  [
    'a colon in a title',
    'a:\n  name: Full: Name',
    'a text with ": " in it, or a wrong indentation; put the text in quotes: "name: Full: Name" at line 2, column 9',
  ],
  [
    'an @',
    'name: @Name',
    'no text starts with that character; put the text in quotes: "name: @Name" at line 1, column 7',
  ],
  ['an asterisk', 'name: *Name', '*Name refers to no anchor; put a text that begins with * in quotes'],
  [
    'a tag',
    'name: !important',
    'tags (`!`) are not understood; put the text in quotes: "name: !important" at line 1, column 7',
  ],
  ['an open bracket', '{"entities": [', 'a [ is not closed: "{"entities": [" at line 1, column 15'],
  [
    'two documents',
    'a: 1\n---\nb: 2',
    'a second document (`---`) begins; a mapping is one: "---" at line 2, column 1',
  ],
  [
    'a list as a key',
    '? [a, b]\n: 1',
    'a list or an object stands where a key should be: "? [a, b]" at line 1, column 3',
  ],
  ['aliases that multiply', bomb, 'its aliases (`*`) make too much of it; write it out'],
]

describe('what a person is told of', () => {
  it.each(WRONG)('%s', (_what, text, message) => {
    expect(told(text)).toBe(`The mapping is wrong: ${message}`)
  })

  it.each(UNREADABLE)('%s', (_what, text, message) => {
    expect(told(text)).toBe(`The mapping is neither YAML nor JSON: ${message}`)
  })

  it('something nested deeper than anybody writes', () => {
    expect(told(nested(3000))).toMatch(/^The mapping is neither YAML nor JSON: .*it is nested too deeply: /)
  })

  it('a file that cannot be a mapping, by its size', () => {
    expect(told(`x: ${'y'.repeat(500_000)}`)).toBe(
      'The mapping is too long: it has more than 500,000 characters.',
    )
  })
})

describe('several faults', () => {
  it('are a line each, and what there is to choose from is said once', () => {
    expect(told(`${contact('foo: A, bar: B')}\nonBlank: never`).split('\n')).toEqual([
      'The mapping has 3 faults:',
      `  ${FIELDS}.foo: "foo" is not known here.`,
      `  ${FIELDS}.bar: "bar" is not known here.`,
      '  onBlank: "never" is not allowed. Allowed: clear, keep',
      expect.stringMatching(/^ {2}Known in the fields of contact: name, firstName, /),
    ])
  })

  it('are not told without end, nor at any length', () => {
    const keys = Array.from({ length: 300 }, (_, i) => `k${i}${'x'.repeat(300)}: A`).join(', ')
    const lines = told(contact(keys)).split('\n')
    expect(lines).toHaveLength(23)
    expect(lines[21]).toBe('  ... and 280 more')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400)
  })
})
