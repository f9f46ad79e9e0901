import { describe, expect, it } from 'vitest'
import { mappingText, suggestionText } from '../../../src/cli/mappingFile.ts'
import { mappingFromText } from '../../../src/mapping/parse.ts'
import type { Mapping } from '../../../src/mapping/schema.ts'

const mapping: Mapping = {
  version: 1,
  entities: [
    { type: 'organization', fields: { name: { column: 'Company: "X" #1', columnId: '9007199254740993' } } },
    { type: 'contact', fields: { name: 'Contact', email: { column: 'Email', columnId: '2' } } },
  ],
  customFields: 'unmapped',
  hierarchy: 'ignore',
  defaults: {},
  onBlank: 'clear',
}
const column = (columnId: string, title: string, target: string | null, reason: string) => ({
  columnId,
  title,
  target,
  mapped: target !== null && title !== 'Firm',
  confidence: 1,
  reason,
})
const suggestion = {
  mapping,
  certain: false,
  kind: 'contacts',
  columns: [
    column('9007199254740993', 'Company: "X" #1', 'organization.name', 'a known title'),
    column('2', 'Email', 'contact.email', 'addresses\nin 3 of 3 cells'),
    column('4', 'Firm', 'organization.name', 'another column is better'),
    column('3', 'Shoe\nsize', null, 'not a known title: # really'),
  ],
} as const

describe('a suggested mapping file', () => {
  const text = suggestionText(
    mapping,
    { ...suggestion, columns: [...suggestion.columns] },
    'Sales\n- evil: true',
  )

  it('is read back as the mapping that it shows, ids and odd titles included', () => {
    expect(mappingFromText(text)).toEqual(mapping)
  })

  it('has the reason beside each column, and lists what stays custom', () => {
    expect(text).toMatch(/email: \{ column: Email, columnId: "2" \} # addresses in 3 of 3 cells/)
    expect(text).toMatch(
      /# Kept as custom fields:\n# +Firm: another column is better\n# +Shoe size: not a known title: # really/,
    )
    expect(text).toMatch(/^# Mapping suggested for "Sales - evil: true", not certain/)
  })
})

it('a stored mapping is printed as a file that is read back the same', () => {
  expect(mappingFromText(mappingText(mapping))).toEqual(mapping)
})
