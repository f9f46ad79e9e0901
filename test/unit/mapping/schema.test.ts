import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { mappingJsonSchema } from '../../../src/mapping/language/jsonSchema.ts'
import { mappingFromText } from '../../../src/mapping/parse.ts'
import { suggestMapping } from '../../../src/mapping/suggest/suggest.ts'
import { ENTITY_TYPES, targetNames, targetOf } from '../../../src/mapping/targets.ts'
import { columnsOf, labelledSheets, rowsOf } from '../../support/labelledSheets.ts'
import { CRM } from './build.ts'

const STORED = 'docs/mapping.schema.json'
const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(
  JSON.parse(readFileSync(STORED, 'utf8')) as object,
)
/** The mappings that the documentation shows. */
const documented = ['docs/mapping.md', 'README.md'].flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/```yaml\n([^]*?)```/g)]
    .map(([, text = '']) => text)
    .filter((text) => text.includes('entities:')),
)
const contact = (field: string) => `entities: [{ type: contact, fields: { name: N, ${field} } }]`
const company = (field: string) => `entities: [{ type: organization, fields: { name: N, ${field} } }]`
const when = (condition: string) => `entities: [{ type: contact, when: ${condition}, fields: { name: N } }]`

describe('docs/mapping.schema.json', () => {
  // `npm run schema` writes it anew.
  it('is the language that the program reads', async () => {
    const text = JSON.stringify(mappingJsonSchema())
    const pretty = await format(text, { ...(await resolveConfig(STORED)), parser: 'json' })
    await expect(pretty).toMatchFileSnapshot(`../../../${STORED}`)
  })

  it('tells editors what every target is', () => {
    const { entities } = (mappingJsonSchema() as { properties: Record<string, Described> }).properties
    for (const type of ENTITY_TYPES) {
      const entity = entities?.items?.oneOf?.find(({ properties }) => properties?.['type']?.const === type)
      for (const name of targetNames(type))
        expect(entity?.properties?.['fields']?.properties?.[name]?.description).toBe(
          targetOf(type, name)?.about,
        )
    }
  })

  it.each([...documented, CRM])('accepts a mapping that is documented: %#', (text) => {
    expect(mappingFromText(text).entities.length).toBeGreaterThan(0)
    expect([validate(parseYaml(text)), validate.errors]).toEqual([true, null])
  })

  it('accepts whatever is suggested, and what is stored', () => {
    expect(documented.length).toBeGreaterThan(0)
    for (const sheet of labelledSheets()) {
      const { mapping } = suggestMapping(columnsOf(sheet), rowsOf(sheet))
      if (mapping !== null) expect([sheet.id, validate(mapping)]).toEqual([sheet.id, true])
    }
  })

  it.each([
    '',
    'entities: []',
    'version: 2\nentities: [{ type: contact, fields: { name: N } }]',
    'entities: [{ type: person, fields: { name: N } }]',
    'entities: [{ type: contact }]',
    'entities: [{ type: contact, fields: {} }]',
    'entities: [{ type: contact, fields: { jobTitle: T } }]',
    'entities: [{ type: contact, fields: { name: N }, stages: { won: [W] } }]',
    contact('emial: E'),
    contact('amount: A'),
    contact('email: 5'),
    contact('email: ""'),
    contact('email: { colum: E }'),
    contact('email: {}'),
    contact('email: { column: E, columns: [F] }'),
    contact('email: { column: E, const: a@b.com }'),
    contact('email: { columnId: abc }'),
    contact('email: { columns: [] }'),
    contact('email: { columns: [{}] }'),
    contact('email: { column: E, join: "," }'),
    contact('email: { const: a@b.com, values: { a: b } }'),
    contact('email: { const: a@b.com, onBlank: keep }'),
    contact('email: { column: E, values: [a] }'),
    contact('email: { column: E, onBlank: never }'),
    company('relationship: { const: FRIEND }'),
    company('relationship: { column: R, values: { A: CUSTOMR } }'),
    company('stage: { column: R, values: { A: WON } }'),
    when('Name'),
    when('{ is: a }'),
    when('{ column: A }'),
    when('{ column: A, is: [] }'),
    when('{ column: A, blank: "yes" }'),
    `${contact('email: E')}\ncustomFields: all`,
    `${contact('email: E')}\ncustomFieldsOf: logEntry`,
    `${contact('email: E')}\nhierarchy: inherits`,
    `${contact('email: E')}\ndefaults: { country: Germany }`,
    `${contact('email: E')}\ndefaults: { dateOrder: DMY }`,
    `${contact('email: E')}\nonblank: keep`,
  ])('refuses %j', (text) => {
    expect(validate(parseYaml(text))).toBe(false)
  })
})

interface Described {
  description?: string
  const?: unknown
  items?: { oneOf?: Described[] }
  properties?: Record<string, Described>
}
