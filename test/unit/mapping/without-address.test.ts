import { describe, expect, it } from 'vitest'
import { contact, mapOne } from './build.ts'

describe('R5 somebody in a contact column without an address', () => {
  const told = (entities: string) =>
    mapOne(
      `{ entities: [${entities}] }`,
      { Company: '', Person: 'CONTACT_LIST' },
      { Company: 'Acme', Person: contact('Bob Lee', null) },
    ).issues.map(({ message }) => message)
  const company = (fields: string) => `{ type: organization, fields: { name: Company, ${fields} } }`
  const COMPANY = company('email: Person')

  it.each([
    `${COMPANY}, { type: contact, fields: { name: Person } }`,
    `${COMPANY}, { type: contact, fields: { from: Person } }`,
    company('email: Person, owner: Person'),
  ])('is no fault where a field of any entity takes the name: %s', (entities) => {
    expect(told(entities)).toEqual([])
  })

  it.each([
    COMPANY,
    `${COMPANY}, { type: contact, fields: { firstName: Company, email: Person } }`,
    '{ type: contact, fields: { firstName: Company, email: Person, additionalEmails: Person } }',
  ])('is told where nothing but addresses is read: %s', (entities) => {
    expect(told(entities)).toEqual(['"Bob Lee" has no email address.'])
  })
})
