import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ISSUES } from '../../../src/mapping/issues.ts'
import { mappingFromText, parseMapping } from '../../../src/mapping/parse.ts'
import { ENTITY_TYPES, targetNames } from '../../../src/mapping/targets.ts'
import { told } from './wrongMappings.ts'

describe('a mapping', () => {
  it('is read from YAML and from JSON alike, with defaults filled in', () => {
    const fromYaml = mappingFromText(
      'entities:\n  - type: contact\n    fields: { name: Name, email: { columnId: 12 } }\n',
    )
    const json =
      '{"entities": [{"type": "contact", "fields": {"name": "Name", "email": {"columnId": "12"}}}]}'
    expect(mappingFromText(json)).toEqual(fromYaml)
    expect(fromYaml).toEqual({
      version: 1,
      entities: [{ type: 'contact', fields: { name: 'Name', email: { columnId: '12' } } }],
      customFields: 'unmapped',
      hierarchy: 'ignore',
      defaults: {},
      onBlank: 'clear',
    })
    expect(parseMapping(JSON.parse(JSON.stringify(fromYaml)))).toEqual(fromYaml)
  })

  it('names every fault with path, value and remedy in one message', () => {
    const message = told(`
entities:
  - type: organization
    fields: { nam: Company, website: { colum: x }, employees: 5, phone: { column: A, const: 5 } }
  - type: contct
    fields: {}
  - type: contact
    when: { column: A }
    fields: { jobTitle: T }
hierarchy: inherits
defaults: { country: Germany }
mapping: 1
`)
    for (const fault of [
      'entities[0].fields.nam: "nam" is not known here; did you mean "name"?',
      'entities[0].fields.website.colum: "colum" is not known here; did you mean "column"?',
      'entities[0].fields.employees: 5 has to be a column title',
      'entities[0].fields.phone: {"column":"A","const":5} give one of',
      'entities[1].type: "contct" is no type of entity; did you mean "contact"?',
      'entities[2].when: {"column":"A"} tests nothing',
      'entities[2].fields: {"jobTitle":"T"} do not say who or what it is; map one of name',
      'hierarchy: "inherits" is not allowed; did you mean "inherit"? Allowed: ignore, inherit',
      'defaults.country: "Germany" has to be an ISO country code',
      'mapping: "mapping" is not known here',
    ])
      expect(message).toContain(fault)
  })

  it.each([
    ['', 'has to be an object'],
    ['just text', 'has to be an object'],
    ['entities: []', 'entities: [] is empty'],
    ['entities: [', 'neither YAML nor JSON'],
    ['version: 2\nentities: [{ type: logEntry, fields: { content: N } }]', 'version: 2 is not allowed'],
  ])('%j is refused', (text, message) => {
    expect(told(text)).toContain(message)
  })

  it('is documented with every target and every issue code', () => {
    const docs = readFileSync('docs/mapping.md', 'utf8')
    for (const code of Object.keys(ISSUES)) expect(docs).toContain(`| \`${code}\` |`)
    for (const type of ENTITY_TYPES)
      expect(docs).toContain(`| \`${type}\` | ${targetNames(type).join(', ')} |`)
    const example = /```yaml\n([^]*?)```/.exec(docs)?.[1] ?? ''
    expect(mappingFromText(example).entities).toHaveLength(5)
  })
})
