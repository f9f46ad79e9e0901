import { describe, expect, it } from 'vitest'
import { suggest } from '../../support/sheetSketch.ts'

const PEOPLE = 'Ann Lee; Bo Diaz; Cy Park'

/** Titles (with values) and the targets expected, in the order of the columns; "-" stays a custom field. */
function expectTargets(sheet: Readonly<Record<string, string>>) {
  const { columns } = suggest(...Object.keys(sheet))
  expect(Object.fromEntries(columns.map(({ title, target }) => [title, target ?? '-']))).toEqual(
    Object.fromEntries(Object.entries(sheet).map(([column, target]) => [column.split(/[:=]/)[0], target])),
  )
}

describe('what trades and exports call the same things', () => {
  it.each([
    [
      'abbreviations',
      {
        'Co.': 'organization.name',
        POC: 'contact.name',
        'Ph.': 'contact.phone',
        Eml: 'contact.email',
        'Est. Val.': 'opportunity.amount',
        'Prob.': 'opportunity.likelihoodRate',
        'Est. Cls': 'opportunity.closeDate',
        'Acct Mgr': 'opportunity.owner',
        'Nxt Step': 'opportunity.nextSteps',
        Qty: '-',
      },
    ],
    [
      'bids of a builder',
      {
        'Bid #': 'opportunity.externalKey',
        Project: 'opportunity.name',
        GC: 'organization.name',
        [`GC contact=${PEOPLE}`]: 'contact.name',
        Estimator: 'opportunity.owner',
        'Bid amt': 'opportunity.amount',
        'Bid due:DATE': '-',
        'Exp. award:DATE': 'opportunity.closeDate',
        'Win %': 'opportunity.likelihoodRate',
      },
    ],
    [
      'gifts of a charity',
      {
        Donor: 'contact.name',
        Email: 'contact.email',
        'Ask amt': 'opportunity.amount',
        'Solicitation stage': 'opportunity.stage',
        'Gift Officer': 'opportunity.owner',
        'Last gift': '-',
        'Last contact:DATE': 'logEntry.startedAt',
      },
    ],
    [
      'an export with the entity in front',
      {
        'Deal - Title': 'opportunity.name',
        'Organization - Name': 'organization.name',
        'Person - Email - Work': 'contact.email',
        'Deal - Value': 'opportunity.amount',
        'Deal - Weighted value': '-',
        'Deal - Won time:DATE': 'opportunity.closedAt',
        'Deal - Label': 'opportunity.tags',
      },
    ],
    [
      'an API',
      {
        'properties.firstname': 'contact.firstName',
        'properties.lastname': 'contact.lastName',
        'properties.email': 'contact.email',
        'properties.company': 'organization.name',
        'properties.jobtitle': 'contact.jobTitle',
      },
    ],
    [
      'questions of a form',
      {
        'What’s your full name?': 'contact.name',
        'What is your work email?': 'contact.email',
        'Which company do you work for?': 'organization.name',
        'What industry are you in?': 'organization.industry',
        'How many employees does your company have?': 'organization.employees',
        'How can we help?': 'logEntry.content',
        'How did you hear about us?': '-',
      },
    ],
    [
      'a wholesaler, in capitals',
      {
        'ACCT #': 'organization.externalKey',
        'STORE NAME': 'organization.name',
        BUYER: 'contact.name',
        'BUYER EMAIL': 'contact.email',
        'STORE PHONE': 'organization.phone',
        CITY: 'organization.locality',
        ST: 'organization.region',
      },
    ],
  ])('%s', (_what, sheet) => {
    expectTargets(sheet)
  })

  it.each([
    [
      'a buyer beside a customer is a person',
      ['Customer', 'Buyer', 'Buyer email', 'Quote value', 'Win %'],
      'Buyer',
      'contact.name',
    ],
    ['a shop is the customer', ['Shop', 'Contact', 'Phone', 'Industry'], 'Shop', 'organization.name'],
    ['a shop of a company is none', ['Company', 'Shop', 'Contact', 'Email'], 'Shop', null],
    ['a territory is no place', ['Deal', 'Company', 'Amount', 'Region', 'Country'], 'Region', null],
    [
      'a province is',
      ['Deal', 'Company', 'Amount', 'State/Province'],
      'State/Province',
      'organization.region',
    ],
    [
      '"latest" is no compound of "lat" and "est"',
      ['Deal', 'Amount', 'Stage', 'Latest comment'],
      'Latest comment',
      'logEntry.content',
    ],
    [
      'codes under "Customer" are ids',
      ['Customer=C-1001; C-1002', 'Name 1=Acme Inc; Globex', 'City', 'Industry'],
      'Customer',
      'organization.externalKey',
    ],
    ['"#" counts rows', ['#=1; 2; 3', 'Company', 'Contact', 'Email'], '#', null],
    [
      '"#" with ids is one',
      ['#=k8w2v1; p0q9r2', 'Company', 'Contact', 'Email'],
      '#',
      'organization.externalKey',
    ],
    [
      'the switchboard is the company',
      ['Company', 'Contact', 'Phone', 'Switchboard'],
      'Switchboard',
      'organization.phone',
    ],
    [
      'expected value beside value and probability is the product',
      ['Deal', 'Value', 'Probability', 'Expected value'],
      'Expected value',
      null,
    ],
    [
      'a whole name under its last part',
      ['Company', `Last and first name=${PEOPLE}`, 'Email', 'Phone'],
      'Last and first name',
      'contact.name',
    ],
  ] as const)('%s', (_what, columns, title, target) => {
    expect(suggest(...columns).columns.find((column) => column.title === title)?.target).toBe(target)
  })
})
