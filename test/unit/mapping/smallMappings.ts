import { columnsOf } from './build.ts'

/** Columns of the types that a field may be wrong for. */
export const COLUMNS = columnsOf({
  Name: '',
  Email: '',
  Done: 'CHECKBOX',
  Due: 'DATE',
  Owner: 'CONTACT_LIST',
  Team: 'MULTI_CONTACT_LIST',
  Status: { type: 'PICKLIST', options: ['Active', 'On hold', 'Lost'] },
  Total: '',
  total: '',
})
/** Mappings of one thing more than a name. */
export const contact = (more: string) => `entities: [{ type: contact, fields: { name: Name, ${more} } }]`
export const company = (more: string) => `entities: [{ type: organization, fields: { name: Name, ${more} } }]`
export const deal = (more: string) => `entities: [{ type: opportunity, fields: { name: Name, ${more} } }]`
export const staged = (stages: string, fields = 'stage: Status') =>
  `entities: [{ type: opportunity, fields: { name: Name, ${fields} }, stages: ${stages} }]`
export const when = (test: string) => `entities: [{ type: contact, when: ${test}, fields: { name: Name } }]`
export const also = (more: string) => `entities: [{ type: contact, fields: { name: Name } }]\n${more}`
export const FIELDS = 'entities[0].fields'
