import { isSyncError } from '../../../src/core/errors.ts'
import { mappingFromText } from '../../../src/mapping/parse.ts'

/** What a person is told about a text that is no mapping. */
export function told(text: string): string {
  try {
    mappingFromText(text)
  } catch (error) {
    if (isSyncError(error) && error.code === 'invalid_mapping') return error.message
    throw error
  }
  throw new Error('the mapping was accepted')
}

/** Where the fields of the only entity stand. */
export const FIELDS = 'entities[0].fields'
/** A mapping of a contact with one field more. */
export const contact = (more: string) => `entities: [{ type: contact, fields: { name: Name, ${more} } }]`
const deal = (more: string) => `entities: [{ type: opportunity, fields: { name: Name }, ${more} }]`
const when = (test: string) => `entities: [{ type: contact, when: ${test}, fields: { name: Name } }]`
const also = (more: string) => `entities: [{ type: contact, fields: { name: Name } }]\n${more}`

/** Mappings that can be read, but are none; every message as a whole, as people read it. */
export const WRONG: readonly [what: string, text: string, message: string][] = [
  ['nothing', '', 'it is empty; it has to be an object with `entities`; see docs/mapping.md'],
  ['a comment', '# later', 'it is empty; it has to be an object with `entities`; see docs/mapping.md'],
  ['a list', '- a\n- b', 'it has to be an object with `entities`; see docs/mapping.md'],
  ['no entities', 'version: 1', 'entities: is missing'],
  ['no list', 'entities: contact', 'entities: "contact" has to be a list: `[one, two]`'],
  ['an empty entity', 'entities:\n  -', 'entities[0]: is empty; it has to be an object: `{ key: value }`'],
  [
    'a type of its own',
    'entities: [{ type: company, fields: { name: Name } }]',
    'entities[0].type: "company" is no type of entity; did you mean "organization"? Allowed: organization, contact, opportunity, logEntry',
  ],
  [
    'a misspelt type key',
    'entities: [{ tpye: contact, fields: { name: Name } }]',
    'entities[0].type: is missing; "tpye" is not known. Allowed: organization, contact, opportunity, logEntry',
  ],
  [
    'a misspelt key, whose right name is missing',
    'entities: [{ type: contact, field: { name: Name } }]',
    'entities[0].field: "field" is not known here; did you mean "fields"? Known: type, when, fields',
  ],
  [
    'a key at the top in the wrong case',
    also('customfields: none'),
    'customfields: "customfields" is not known here; did you mean "customFields"? Known: version, entities, customFields, customFieldsOf, hierarchy, defaults, onBlank',
  ],
  [
    'swapped letters in a target',
    contact('emial: Email'),
    `${FIELDS}.emial: "emial" is not known here; did you mean "email"? Known in the fields of contact: name, firstName, lastName, prefix, email, additionalEmails, phone, mobile, jobTitle, description, timezone, street, locality, region, zip, country, address, owner, tags, externalKey, from`,
  ],
  [
    'stages of a contact',
    'entities: [{ type: contact, fields: { name: Name }, stages: { won: [W] } }]',
    'entities[0].stages: "stages" is not known here; only an opportunity has stages. Known: type, when, fields',
  ],
  [
    'a misspelt source',
    contact('email: { colum: Email }'),
    `${FIELDS}.email.colum: "colum" is not known here; did you mean "column"? Known of a field: column, columnId, columns, join, const, values, onBlank`,
  ],
  [
    'a number as a title',
    contact('email: 5'),
    `${FIELDS}.email: 5 has to be a column title, or an object: give one of \`column\` (or \`columnId\`), \`columns\` or \`const\`; put it in quotes: "5"`,
  ],
  [
    'a title that YAML takes for a comment',
    'entities:\n  - type: contact\n    fields:\n      name: #1',
    `${FIELDS}.name: is empty; it has to be a column title, or an object: give one of \`column\` (or \`columnId\`), \`columns\` or \`const\`. A text that begins with # has to stand in quotes`,
  ],
  ['an empty title', contact('email: " "'), `${FIELDS}.email: " " is empty`],
  [
    'two sources at once',
    contact('email: { column: Email, columns: [Name] }'),
    `${FIELDS}.email: {"column":"Email","columns":["Name"]} give one of \`column\` (or \`columnId\`), \`columns\` or \`const\``,
  ],
  [
    'columns that are no list',
    contact('email: { columns: Email }'),
    `${FIELDS}.email.columns: "Email" has to be a list: \`[one, two]\``,
  ],
  [
    'a number among the columns',
    contact('email: { columns: [Email, 5] }'),
    `${FIELDS}.email.columns[1]: 5 has to be a column title, or \`{ columnId: "123" }\`; put it in quotes: "5"`,
  ],
  [
    'a join without columns',
    contact('email: { column: Email, join: "," }'),
    `${FIELDS}.email.join: "," goes with \`columns\` only`,
  ],
  [
    'an id that is none',
    contact('email: { columnId: E1 }'),
    `${FIELDS}.email.columnId: "E1" has to be the id of a column, digits only`,
  ],
  [
    'an id that loses digits',
    contact('email: { columnId: 90071992547409931 }'),
    `${FIELDS}.email.columnId: 90071992547409940 is too long for a bare number; put the id in quotes`,
  ],
  [
    'values that are a list',
    contact('email: { column: Email, values: [a] }'),
    `${FIELDS}.email.values: ["a"] has to be an object: \`{ text of the cell: value to use }\``,
  ],
  [
    'a value that is an object',
    contact('email: { column: Email, values: { "on hold": { a: 1 } } }'),
    `${FIELDS}.email.values["on hold"]: {"a":1} has to be a text, a number, true or false`,
  ],
  [
    'a condition that is a title',
    when('Name'),
    'entities[0].when: "Name" has to be a condition, `{ column: Title, is: Text }`, or a list of them',
  ],
  ['a condition of nothing', when('{}'), 'entities[0].when: {} names no column; add `column: Title`'],
  [
    'a condition that tests nothing',
    when('{ column: Name }'),
    'entities[0].when: {"column":"Name"} tests nothing; add `is`, `isNot` or `blank`',
  ],
  [
    'a misspelt test',
    when('[{ column: Name, iss: a }]'),
    'entities[0].when[0].iss: "iss" is not known here; did you mean "is"? Known: column, columnId, is, isNot, blank',
  ],
  [
    'YAML 1.2, in which yes is a text',
    when('{ column: N, blank: yes }'),
    'entities[0].when.blank: "yes" has to be true or false',
  ],
  [
    'a stage that is a number',
    deal('stages: { won: [1] }'),
    'entities[0].stages.won[0]: 1 has to be a text; put it in quotes: "1"',
  ],
  [
    'a word of another list',
    also('customFields: all'),
    'customFields: "all" is not allowed. It has to be `unmapped`, `none` or a list of columns.',
  ],
  [
    'a misspelt word',
    also('hierarchy: inherits'),
    'hierarchy: "inherits" is not allowed; did you mean "inherit"? Allowed: ignore, inherit',
  ],
  ['a version in quotes', also('version: "1"'), 'version: "1" is not allowed. Allowed: 1 without quotes'],
  [
    'defaults that are empty',
    also('defaults:'),
    'defaults: is empty; it has to be an object: `{ key: value }`',
  ],
  [
    'a merge key',
    'entities: [{ type: contact, fields: { <<: { name: Name }, email: Email } }]',
    `${FIELDS}["<<"]: "<<" is not known here; merge keys are not understood, so write the keys out. Known in the fields of contact: name, firstName, lastName, prefix, email, additionalEmails, phone, mobile, jobTitle, description, timezone, street, locality, region, zip, country, address, owner, tags, externalKey, from`,
  ],
  [
    '__proto__',
    '__proto__: { polluted: true }\nentities: [{ type: contact, fields: { name: Name } }]',
    '__proto__: "__proto__" is not known here. Known: version, entities, customFields, customFieldsOf, hierarchy, defaults, onBlank',
  ],
]
