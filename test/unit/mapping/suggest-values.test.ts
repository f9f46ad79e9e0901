import { describe, expect, it } from 'vitest'
import { suggest, targets } from '../../support/sheetSketch.ts'

const PHONES = '(555) 010-1001; (555) 010-1002; (555) 010-1003'
const PEOPLE = 'Ann Lee; Bo Diaz; Cy Park'

describe('columns that no title explains are guessed by their values, and never surely', () => {
  const PIPELINE = ['Company', 'Amount', 'Stage']
  it.each([
    ['addresses', [...PIPELINE, 'Deal', 'Foo=a@x.example; b@y.example'], 'Foo', 'organization.email'],
    ['telephone numbers', ['Company', 'Contact', `Foo=${PHONES}`, 'Email'], 'Foo', 'contact.phone'],
    ['people of ours', [...PIPELINE, 'Deal', 'Foo:CONTACT_LIST'], 'Foo', 'opportunity.owner'],
    [
      'the first column of a pipeline without deals',
      ['Foo:PRIMARY=Roof; Depot', ...PIPELINE],
      'Foo',
      'opportunity.name',
    ],
    ['persons beside an email', [`Foo=${PEOPLE}`, 'Company', 'Email'], 'Foo', 'contact.name'],
    [
      'a day that is aimed at',
      [...PIPELINE, 'Deal', 'Target foo:DATE'],
      'Target foo',
      'opportunity.closeDate',
    ],
    ['a sum of something', ['Deal', 'Company', 'Stage', 'Foo amt=1200; 90'], 'Foo amt', 'opportunity.amount'],
    [
      'what was done last',
      ['Company', 'Contact', 'Email', 'Last foo:DATE'],
      'Last foo',
      'logEntry.startedAt',
    ],
    [
      'sentences',
      ['Company', 'Contact', 'Email', 'Foo=They want to start in May; She will call us back on Monday'],
      'Foo',
      'logEntry.content',
    ],
  ] as const)('%s', (_what, columns, title, target) => {
    const found = suggest(...columns).columns.find((column) => column.title === title)
    expect(found?.target).toBe(target)
    expect(found?.confidence).toBeLessThan(0.85)
  })

  it('shared mailboxes are the company’s, a person’s address is the person’s', () => {
    const email = (addresses: string) => targets(suggest('Company', 'Contact', `Email=${addresses}`))['Email']
    expect(email('info@acme.example; orders@globex.example')).toBe('organization.email')
    expect(email('ann@acme.example; bo@globex.example')).toBe('contact.email')
  })

  it('a guessed name does not make a proposal certain', () => {
    expect(suggest(`Foo=${PEOPLE}`, 'Company', 'Email', 'Deal', 'Amount', 'Stage').certain).toBe(false)
  })
})
