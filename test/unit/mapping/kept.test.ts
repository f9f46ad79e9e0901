import { describe, expect, it } from 'vitest'
import { CRM_TITLES, CRM, fieldsOf, formulaError, labelled, mapOne } from './build.ts'

describe('what stays as it was', () => {
  it('a formula error keeps the field, with a warning (R8b)', () => {
    const row = mapOne(CRM, CRM_TITLES, { Contact: 'Bob', Email: formulaError() })
    expect(labelled(row, 'Contact')).toMatchObject([{ keep: ['emails'], onlyKept: false }])
    expect(row.issues).toMatchObject([
      { code: 'formula_error', columnTitle: 'Email', valueExcerpt: '#NO MATCH', severity: 'warning' },
    ])
  })

  it('a formula error in all that names an entity keeps the entity, if it was there (R8b)', () => {
    const row = mapOne(CRM, CRM_TITLES, { Company: formulaError(), Contact: 'Bob' })
    expect(labelled(row, 'Organization')).toMatchObject([{ keep: ['name'], onlyKept: true }])
    expect(labelled(row, 'Contact')[0]?.contribution.refs).toEqual({ organization: '1' })
  })

  it('text that only looks like an error is text', () => {
    expect(fieldsOf(mapOne(CRM, CRM_TITLES, { Company: '#REF' }), 'Organization')).toEqual({ name: '#REF' })
  })

  it('an owner in error is kept, and so is the link to it', () => {
    const [deal] = labelled(mapOne(CRM, CRM_TITLES, { Deal: 'D', Owner: formulaError() }), 'Opportunity')
    expect(deal?.keep).toEqual(['owner'])
    expect(deal?.contribution.refs).not.toHaveProperty('owner')
  })

  it('onBlank keep: a blank cell leaves the field, a filled one writes it', () => {
    const mapping = `
entities: [{ type: contact, fields: { name: N, email: E, additionalEmails: F, street: S, zip: Z, jobTitle: { column: T, onBlank: clear } } }]
customFields: none
onBlank: keep`
    const titles = { N: '', E: '', F: '', S: '', Z: '', T: '' }
    const [blank] = labelled(mapOne(mapping, titles, { N: 'Bob' }), 'Contact')
    expect(blank?.keep).toEqual(['emails', 'location'])
    expect(blank?.contribution.fields).toMatchObject({ name: 'Bob', job_title: null })
    const [filled] = labelled(mapOne(mapping, titles, { N: 'Bob', E: 'b@x.com', S: 'Main 1' }), 'Contact')
    expect(filled?.keep).toEqual(['location.zip'])
    expect(filled?.contribution.fields).toMatchObject({
      emails: [{ raw: 'b@x.com' }],
      location: { street: 'Main 1', zip: null },
    })
  })

  it('an error in one part of an address keeps that part alone (R8b)', () => {
    const mapping = `
entities: [{ type: contact, fields: { name: N, street: S, zip: Z, country: C } }]
customFields: none`
    const titles = { N: '', S: '', Z: '', C: '' }
    const [filled] = labelled(
      mapOne(mapping, titles, { N: 'Bob', S: 'Main 1', C: formulaError() }),
      'Contact',
    )
    expect(filled?.keep).toEqual(['location.country', 'location.country_code_a2'])
    expect(filled?.contribution.fields).toMatchObject({ location: { street: 'Main 1', zip: null } })
    const [cleared] = labelled(mapOne(mapping, titles, { N: 'Bob', Z: formulaError() }), 'Contact')
    expect(cleared?.keep).toEqual(['location.zip'])
    expect(cleared?.contribution.fields).toMatchObject({ location: null })
  })
})
