import { describe, expect, it } from 'vitest'
import { CRM_TITLES, CRM, choices, codes, contact, contacts, fieldsOf, labelled, mapOne } from './build.ts'

describe('a row', () => {
  it('yields an entity of each kind that it speaks of, linked to each other', () => {
    const row = mapOne(CRM, CRM_TITLES, {
      Company: 'Acme',
      Contact: 'Bob Lee',
      Stakeholders: contacts(['Ann', 'ann@acme.com'], ['Zed', null]),
      Deal: 'Big one',
      Owner: contact('Kim', 'kim@us.com'),
      Notes: 'called',
      'Last contacted': '2024-05-01',
    })
    expect(row.outcome).toBe('mapped')
    expect(row.records.map((r) => [r.label, r.externalId, r.externalSource, r.contribution.refs])).toEqual([
      ['Organization', '1', 'company', {}],
      ['Contact', '1', 'contact', { organization: '1' }],
      ['Contact', '1:2', 'contact', { organization: '1' }],
      ['Contact', '1:3', 'contact', { organization: '1' }],
      ['Opportunity', '1', 'deal', { organization: '1', contacts: ['1', '1:2', '1:3'], owner: '1' }],
      ['LogEntry', '1', 'note', { organization: '1', contact: '1', opportunity: '1' }],
      ['User', '1', 'owner', {}],
    ])
    expect(fieldsOf(row, 'User')).toEqual({
      name: 'Kim',
      emails: [{ raw: 'kim@us.com', email: 'kim@us.com', work: true }],
    })
    expect(fieldsOf(row, 'LogEntry')).toEqual({
      content: 'called',
      content_type: 'text/plain',
      started_at: '2024-05-01T00:00:00Z',
    })
    expect(row.records.every((r) => r.url !== null && r.rowModifiedAt === '2024-02-01T00:00:00Z')).toBe(true)
  })

  it('says null for what is mapped and blank, and nothing about what is not mapped (R8, R9)', () => {
    const row = mapOne(CRM, CRM_TITLES, { Contact: 'Bob Lee' })
    expect(labelled(row, 'Contact')[0]?.contribution).toEqual({
      fields: { name: 'Bob Lee', first_name: 'Bob', last_name: 'Lee', prefix: null, emails: null },
      refs: { organization: null },
    })
  })

  it('without content is empty; ticks never made and what Smartsheet fills in are no content (R5)', () => {
    const titles = {
      ...CRM_TITLES,
      Made: { type: 'DATETIME', systemColumnType: 'CREATED_DATE' },
      Box: 'CHECKBOX',
    }
    const row = mapOne(CRM, titles, { Company: ' ', Deal: '', Made: '2024-01-01T00:00:00Z', Box: false })
    expect(row).toMatchObject({ outcome: 'empty', records: [], issues: [] })
  })

  it('with content but nobody to speak of is rejected, and says which columns were looked at (R5)', () => {
    const row = mapOne(CRM, { ...CRM_TITLES, Other: '' }, { Other: 'x' })
    expect(row).toMatchObject({
      outcome: 'rejected',
      records: [],
      issues: [{ code: 'row_rejected', severity: 'error', rowId: '1', rowNumber: 1 }],
    })
    expect(row.issues[0]?.message).toContain('Company, Contact, Email, Stakeholders, Deal, Value, Notes')
    expect(row.issues[0]?.permalink).toContain('rowId=1')
  })

  it('with an amount of 0 is a deal: 0 is a value', () => {
    expect(fieldsOf(mapOne(CRM, CRM_TITLES, { Value: 0 }), 'Opportunity')).toMatchObject({
      name: null,
      amount: '0',
    })
  })

  it('that no condition is about is empty, not wrong', () => {
    const mapping =
      'entities: [{ type: opportunity, when: { column: Type, is: Deal }, fields: { name: Name } }]'
    expect(mapOne(mapping, { Type: '', Name: '' }, { Type: 'Task', Name: 'x' })).toMatchObject({
      outcome: 'empty',
      issues: [],
    })
    expect(mapOne(mapping, { Type: '', Name: '' }, { Type: ' DEAL', Name: 'x' }).outcome).toBe('mapped')
  })

  it.each([
    ['{ column: Type, isNot: [a, b] }', 'c', true],
    ['{ column: Type, isNot: [a, b] }', 'B', false],
    ['{ column: Type, blank: false }', 'x', true],
    ['{ column: Type, blank: true }', 'x', false],
    ['{ column: Type, is: 5 }', 5, true],
    ['{ column: Type, is: true }', true, true],
    ['{ column: Type, is: VIP }', choices('New', 'VIP'), true],
    ['[{ column: Type, is: a }, { column: Name, is: x }]', 'a', true],
    ['[{ column: Type, is: a }, { column: Name, is: y }]', 'a', false],
  ])('when %s and the cell is %j: %s', (when, cell, expected) => {
    const mapping = `entities: [{ type: opportunity, when: ${when}, fields: { name: Name } }]`
    const titles = { Type: typeof cell === 'object' ? 'MULTI_PICKLIST' : '', Name: '' }
    expect(mapOne(mapping, titles, { Type: cell, Name: 'x' }).records.length > 0).toBe(expected)
  })

  it('two owner cells that name one person make one user', () => {
    const mapping = `
entities:
  - { type: organization, fields: { name: Company, owner: AM } }
  - { type: opportunity, fields: { name: Deal, owner: Rep } }`
    const titles = { Company: '', AM: 'CONTACT_LIST', Deal: '', Rep: 'CONTACT_LIST' }
    const same = mapOne(mapping, titles, {
      Company: 'A',
      AM: contact('Kim', 'KIM@us.com'),
      Deal: 'D',
      Rep: contact('Kim Ray', 'kim@us.com'),
    })
    expect(labelled(same, 'User').map((user) => user.externalId)).toEqual(['1'])
    const two = mapOne(mapping, titles, { Company: 'A', AM: 'Kim', Deal: 'D', Rep: 'Lou' })
    expect(labelled(two, 'User').map((user) => user.externalId)).toEqual(['1', '1:2'])
    expect(labelled(two, 'Opportunity')[0]?.contribution.refs.owner).toBe('1:2')
  })

  it('a contact column mapped as name gives the address, too', () => {
    const row = mapOne(
      'entities: [{ type: contact, fields: { name: Who } }]',
      { Who: 'CONTACT_LIST' },
      {
        Who: contact('Bob Lee', 'bob@acme.com'),
      },
    )
    expect(fieldsOf(row, 'Contact')).toMatchObject({ name: 'Bob Lee', emails: [{ raw: 'bob@acme.com' }] })
    const emailOnly = mapOne(
      'entities: [{ type: contact, fields: { name: Who } }]',
      { Who: 'CONTACT_LIST' },
      {
        Who: contact(null, 'bob@acme.com'),
      },
    )
    expect(fieldsOf(emailOnly, 'Contact')).toMatchObject({ name: null, emails: [{ raw: 'bob@acme.com' }] })
  })

  it('a key of its own is a field beside the others, and enough to be an entity', () => {
    const mapping = 'entities: [{ type: organization, fields: { name: N, externalKey: K } }]'
    const [record] = labelled(
      mapOne(mapping, { N: '', K: '' }, { K: { value: 10042, displayValue: '10,042' } }),
      'Organization',
    )
    expect(record?.externalKey).toBe('10042')
    expect(
      labelled(mapOne(mapping, { N: '', K: '' }, { N: 'Acme' }), 'Organization')[0]?.externalKey,
    ).toBeNull()
    expect(labelled(mapOne(CRM, CRM_TITLES, { Company: 'Acme' }), 'Organization')[0]).not.toHaveProperty(
      'externalKey',
    )
  })
})

describe('an issue', () => {
  it('shows at most 80 characters of the cell, none of which a database would refuse', () => {
    const row = mapOne(
      'entities: [{ type: contact, fields: { name: N, phone: P } }]',
      { N: '', P: '' },
      {
        N: 'Bob',
        P: `\u0000\ud800${'😀'.repeat(100)}`,
      },
    )
    const excerpt = row.issues.find((issue) => issue.code === 'invalid_phone')?.valueExcerpt ?? ''
    expect(Array.from(excerpt)).toHaveLength(80)
    expect(excerpt.isWellFormed()).toBe(true)
  })

  it('is told once for a cell, however many fields read it', () => {
    const mapping =
      'entities: [{ type: contact, fields: { name: N, phone: P, mobile: P } }, { type: organization, fields: { name: N, phone: P } }]'
    expect(codes(mapOne(mapping, { N: '', P: '' }, { N: 'Bob', P: '12345' }))).toEqual(['invalid_phone'])
  })

  it('is not told for a picture where nothing is mapped', () => {
    const picture = {
      value: 'a.png',
      displayValue: 'a.png',
      image: { id: 'x' },
      formula: '=SYS_CELLIMAGE("a")',
    }
    const mapping = 'entities: [{ type: contact, fields: { name: N, jobTitle: T } }]'
    expect(codes(mapOne(mapping, { N: '', T: '' }, { N: 'Bob', T: picture }))).toEqual(['image_cell'])
    expect(codes(mapOne(mapping, { N: '', T: '', X: '' }, { N: 'Bob', X: picture }))).toEqual([])
  })
})
