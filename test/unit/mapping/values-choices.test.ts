import { describe, expect, it } from 'vitest'
import { quoted } from '../../../src/mapping/values/clean.ts'
import { choices, codes, contacts, fieldsOf, mapOne, readCell, type RawCell } from './build.ts'

describe('websites, countries and counts', () => {
  it.each([
    ['https://acme.com/a', 'https://acme.com/a', []],
    ['www.acme.com', 'www.acme.com', []],
    [{ value: 'Our site', hyperlink: { url: 'https://acme.com' } }, 'https://acme.com', []],
    ['javascript:alert(1)', null, ['invalid_url']],
    ['not yet', null, ['invalid_url']],
    ['acme.com; acme.de', 'acme.com', ['several_values']],
    ['https://ac me.com', null, ['invalid_url']],
    ['http:///x', null, ['invalid_url']],
    ['v1.2', null, ['invalid_url']],
    ['12.05.2024', null, ['invalid_url']],
    ['co.uk', null, ['invalid_url']],
    ['bob@acme.com', null, ['invalid_url']],
    ['ftp://acme.com', null, ['invalid_url']],
    [{ value: 'Our site', hyperlink: { url: 'ftp://acme.com' } }, null, ['invalid_url']],
  ])('website %j is %j', (cell, website, codes) => {
    expect(readCell('organization', 'website', cell)).toMatchObject({ fields: { website }, codes })
  })

  it.each([
    ['acme.com', 'acme.com', []],
    ['https://www.acme.com/a', 'https://www.acme.com/a', []],
    [{ value: 'Acme', hyperlink: { url: 'https://acme.com' } }, 'https://acme.com', []],
    ['acme.com, acme.de', 'acme.com', ['several_values']],
    ['n/a', null, ['invalid_url']],
    ['none', null, ['invalid_url']],
    ['1.2.3.4', null, ['invalid_url']],
    ['acme', null, ['invalid_url']],
  ])('domain %j is %j', (cell, domain, codes) => {
    expect(readCell('organization', 'domain', cell)).toMatchObject({ fields: { domain }, codes })
  })

  it.each([
    ['Deutschland', 'DE'],
    ['USA', 'US'],
    ['Pays-Bas', 'NL'],
    ['gbr', 'GB'],
    ['Atlantis', null],
    ['Trinidad and Tobago', 'TT'],
    ['Saint Lucia', 'LC'],
    ['The Bahamas', 'BS'],
    ['Korea, Republic of', 'KR'],
    ['Russian Federation', 'RU'],
    ['Großbritannien', 'GB'],
    ['EE. UU.', 'US'],
    ['EUA', 'US'],
    ['U.A.E.', 'AE'],
    ['Oesterreich', 'AT'],
    ['California', null],
    ['EU', null],
    ['Germany/France', null],
  ])('country %s is %s, and is kept as typed', (country, code) => {
    const { fields, codes } = readCell('organization', 'country', country)
    expect(fields['location']).toMatchObject({ country, country_code_a2: code })
    expect(codes).toEqual(code === null ? ['unknown_choice'] : [])
  })

  it.each([
    [250, 250, []],
    ['1,250', 1250, []],
    ['1.250', 1250, []],
    ['11-50', null, ['invalid_number']],
    [12.5, null, ['invalid_number']],
    [-3, null, ['out_of_range']],
  ])('employees %j are %j', (cell, employees, codes) => {
    expect(readCell('organization', 'employees', cell)).toMatchObject({ fields: { employees }, codes })
  })
})

describe('relationship and stage', () => {
  const relate = (relationship: RawCell, stage: RawCell) => {
    const mapping = 'entities: [{ type: organization, fields: { name: N, relationship: R, stage: S } }]'
    const row = mapOne(mapping, { N: '', R: '', S: '' }, { N: 'Acme', R: relationship, S: stage })
    const { relationship: r, stage: s } = fieldsOf(row, 'Organization')
    return [r, s, ...codes(row)]
  }

  it.each([
    ['Customer', null, ['CUSTOMER', 'ONBOARDING']],
    ['Kunde', 'Recurring value', ['CUSTOMER', 'RECURRING_VALUE']],
    ['ex-customer', null, ['FORMER_CUSTOMER', 'TARGET']],
    ['Prospect', 'PENDING_CHURN', ['PROSPECT', 'LEAD', 'stage_not_allowed']],
    [null, 'Trial', [null, 'TRIAL']],
    ['whatever', null, [null, null, 'unknown_choice']],
  ])('%j with %j is %j', (relationship, stage, expected) => {
    expect(relate(relationship, stage)).toEqual(expected)
  })

  it('a stage that does not fit is told of the cell that it stands in', () => {
    const mapping = 'entities: [{ type: organization, fields: { name: N, relationship: R, stage: S } }]'
    const row = mapOne(mapping, { N: '', R: '', S: '' }, { N: 'Acme', R: 'Customer', S: 'Lead' })
    expect(row.issues).toMatchObject([{ code: 'stage_not_allowed', columnTitle: 'S', valueExcerpt: 'Lead' }])
  })

  it('a relationship alone has its default stage', () => {
    expect(readCell('organization', 'relationship', 'Not a fit').fields).toMatchObject({
      relationship: 'NOT_A_FIT',
      stage: 'UNQUALIFIED',
    })
  })

  it('R8 a blank relationship takes its default stage along', () => {
    const { fields } = readCell('organization', 'relationship', null)
    expect(fields).toMatchObject({ relationship: null, stage: null })
  })

  it('R8b a relationship that cannot be read keeps its default stage', () => {
    const mapping = 'entities: [{ type: organization, fields: { name: N, relationship: R } }]'
    const row = mapOne(mapping, { N: '', R: '' }, { N: 'Acme', R: { value: '#NO MATCH', formula: '=A1' } })
    expect(row.records[0]?.keep).toEqual(['relationship', 'stage'])
  })

  it('R8b so it does beside a blank cell for the stage, but not beside one that says another', () => {
    const mapping = 'entities: [{ type: organization, fields: { name: N, relationship: R, stage: S } }]'
    const kept = (stage: string | null) =>
      mapOne(
        mapping,
        { N: '', R: '', S: '' },
        { N: 'Acme', R: { value: '#NO MATCH', formula: '=A1' }, S: stage },
      ).records[0]?.keep
    expect([kept(null), kept('Trial')]).toEqual([['relationship', 'stage'], ['relationship']])
  })
})

describe('text (R20)', () => {
  it('loses NUL and lone surrogates with a warning, and nothing else but outer spaces', () => {
    const { fields, codes } = readCell('contact', 'description', '  a\u0000b\ud800c 😀 \u200bd\ne  ')
    expect(fields['description']).toBe('abc 😀 \u200bd\ne')
    expect(codes).toEqual(['text_cleaned'])
  })

  it('is NFC', () => {
    expect(readCell('contact', 'description', 'u\u0308').fields['description']).toBe('ü')
  })

  it('of a number is the number, but with its unit where it has one', () => {
    expect(
      readCell('contact', 'description', { value: 12345, displayValue: '12,345' }).fields['description'],
    ).toBe('12345')
    expect(
      readCell('contact', 'description', { value: 0.4, displayValue: '40%' }).fields['description'],
    ).toBe('40%')
  })
})

describe('a text in a message', () => {
  it('is cut between characters, and shows that it is cut', () => {
    expect(quoted(`${'a'.repeat(39)}😀 and much more ${'b'.repeat(60)}`)).toBe(
      `"${'a'.repeat(39)}😀 and much more bbbb…"`,
    )
    expect(quoted('😀'.repeat(60))).toBe(`"${'😀'.repeat(60)}"`)
    expect(quoted('😀'.repeat(61))).toBe(`"${'😀'.repeat(59)}…"`)
  })
})

describe('tags', () => {
  it('a choice with a comma stays one tag', () => {
    const { fields } = readCell('contact', 'tags', choices('Sales, EMEA', 'VIP', 'VIP'), {
      column: 'MULTI_PICKLIST',
    })
    expect(fields['tags']).toEqual(['Sales, EMEA', 'VIP'])
  })

  it('a ticked box is a tag by its title', () => {
    expect(readCell('contact', 'tags', true, { column: 'CHECKBOX' }).fields['tags']).toEqual(['Cell'])
    expect(readCell('contact', 'tags', false, { column: 'CHECKBOX' }).fields['tags']).toBeNull()
  })

  it('everybody in a contact column is a tag of their own', () => {
    const { fields } = readCell('contact', 'tags', contacts(['Bob Lee', 'b@acme.com'], ['Ann', null]))
    expect(fields['tags']).toEqual(['Bob Lee', 'Ann'])
  })
})
