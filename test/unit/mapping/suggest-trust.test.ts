import { describe, expect, it } from 'vitest'
import { suggest, targets } from '../../support/sheetSketch.ts'

const confidenceOf = (title: string, ...columns: string[]): number =>
  suggest(...columns).columns.find((column) => column.title === title)?.confidence ?? -1

const PEOPLE = ['First name=Ann; Bo', 'Last name=Lee; Diaz']

describe('a confidence above 0.9', () => {
  it.each([
    ['addresses under "Email"', 'Email', [...PEOPLE, 'Email=ann@a.example; bo@b.example', 'Lead source']],
    [
      'a date column under "Expected close date"',
      'Expected close date',
      ['Deal', 'Account', 'Amount=100; 200', 'Expected close date:DATE'],
    ],
    [
      'stages of deals under "Stage"',
      'Stage',
      ['Deal', 'Account', 'Amount=100; 200', 'Stage:PICKLIST=Proposal; Won; Lost'],
    ],
    [
      'a people column under "Owner"',
      'Owner',
      ['Deal', 'Account', 'Amount=100; 200', 'Owner:CONTACT_LIST=Ann Lee'],
    ],
  ])('is earned by %s', (_what, title, columns) => {
    expect(confidenceOf(title, ...columns)).toBeGreaterThan(0.9)
  })

  it.each([
    ['a title without values', 'Email', [...PEOPLE, 'Email', 'Lead source']],
    ['values that only do not contradict', 'Industry', ['Company', 'Industry=Metal; Food', 'Website']],
    [
      'a word of several meanings',
      'Customer',
      ['Customer=Acme Inc; Globex Ltd', 'Deal', 'Amount=100; 200', 'Stage'],
    ],
    [
      'a number that may be the person’s or the company’s',
      'Phone',
      ['Company', 'Contact', 'Phone=555-010-6001; 555-010-6002', 'Lead source'],
    ],
    [
      'a second column for the same target',
      'Amount',
      ['Deal', 'Account', 'Amount=100; 200', 'Value=100; 210', 'Stage'],
    ],
    [
      'a sheet that may list anybody',
      'Email',
      [...PEOPLE, 'Email=ann@a.example; bo@b.example', 'Phone', 'Arrival:DATE'],
    ],
  ])('is not by %s', (_what, title, columns) => {
    const confidence = confidenceOf(title, ...columns)
    expect(confidence).toBeGreaterThanOrEqual(0.5)
    expect(confidence).toBeLessThanOrEqual(0.9)
  })
})

describe('a proposal is not certain', () => {
  const pipeline = ['Deal', 'Account', 'Stage', 'Amount=100; 200', 'Close date:DATE']

  it('but a plain pipeline is', () => {
    expect(suggest(...pipeline).certain).toBe(true)
  })

  it.each([
    ['two columns claim the amount', [...pipeline, 'Value=5; 6']],
    ['a column that it maps is guessed', [...pipeline, 'Someone:CONTACT_LIST=Ann Lee; Bo Diaz']],
    ['the primary column is not understood', ['Zyx', ...pipeline]],
  ])('where %s', (_what, columns) => {
    expect(suggest(...columns)).toMatchObject({ certain: false, kind: 'deals' })
  })
})

describe('what values and neighbours make of a title', () => {
  it.each([
    [
      'a reference that holds persons is the contact',
      ['Deal', 'Customer', 'Ref.=Ann Lee; Bo Diaz', 'Amount'],
      'Ref.',
      'contact.name',
    ],
    [
      'a bare company beside policies is the insurer',
      ['Policyholder', 'Policy no', 'Company', 'Email', 'Last contact:DATE'],
      'Company',
      null,
    ],
    [
      'a bare name beside a trade name is the company',
      ['Name=Acme; Globex', 'Trading name', 'Phone', 'Email'],
      'Name',
      'organization.name',
    ],
    [
      'so is how it is reached',
      ['Name=Acme; Globex', 'Trading name', 'Phone', 'Email'],
      'Phone',
      'organization.phone',
    ],
    [
      'an only private address is the address',
      [...PEOPLE, 'Company', 'Private email=ann@a.example'],
      'Private email',
      'contact.email',
    ],
    [
      'a private address beside another is none',
      [...PEOPLE, 'Company', 'Email', 'Private email'],
      'Private email',
      null,
    ],
    [
      'numbers of reps are owners',
      ['Company', 'Website', 'Phone', 'Sales rep=03; 07'],
      'Sales rep',
      'organization.owner',
    ],
    [
      'a primary title is the deal even beside a person',
      ['Title', 'Contact name', 'Amount', 'Stage', 'Close date:DATE'],
      'Title',
      'opportunity.name',
    ],
    [
      'a state without a place is a status',
      ['Deal', 'Account', 'Amount', 'State=Open; Won'],
      'State',
      'opportunity.stage',
    ],
    [
      'sums with a country before the sign',
      ['Deal', 'Account', 'Value=R$ 4.800,00; US$ 1,200'],
      'Value',
      'opportunity.amount',
    ],
    [
      'a street is no date',
      ['Company', 'Website', 'Industry', 'Address=Dijk 9, 8261 AA Kampen; Laan 12, 3512 JK Utrecht'],
      'Address',
      'organization.address',
    ],
    [
      'a vague day is one all the same',
      ['Deal', 'Account', 'Amount', 'Est. close=Q2; end of May; TBD'],
      'Est. close',
      'opportunity.closeDate',
    ],
    ['a fee in percent is no sum', ['Deal', 'Account', 'Stage', 'Fee %=20; 25'], 'Fee %', null],
    [
      'a sum in a currency is no currency',
      ['Deal', 'Account', 'Stage', 'Amount in company currency=100; 2000'],
      'Amount in company currency',
      'opportunity.amount',
    ],
  ])('%s', (_what, columns, title, target) => {
    expect(targets(suggest(...columns))[title]).toBe(target)
  })
})

describe('sheets that look a little like customers', () => {
  it.each([
    [
      'bookings',
      [
        'Ref=R-1; R-2',
        'Guest=Ann Lee; Bo Diaz',
        'Email=ann@a.example; bo@b.example',
        'Room:PICKLIST',
        'Total=100; 200',
        'Status:PICKLIST=Confirmed; Cancelled',
      ],
    ],
    [
      'interviews',
      [
        'First name',
        'Last name',
        'Email',
        'Current company',
        'Stage:PICKLIST=Interview 1; Test; Refused',
        'Resume',
        'Interview:DATE',
      ],
    ],
    [
      'shipments',
      [
        'Parcel',
        'Name=Ann Lee; Bo Diaz',
        'Street',
        'Zip',
        'City',
        'Phone',
        'Haulier',
        'Kilos',
        'Handed over:DATE',
        'Arrives:DATE',
        'Trace',
      ],
    ],
  ])('%s map to nothing', (_what, columns) => {
    expect(suggest(...columns).mapping).toBeNull()
  })
})
