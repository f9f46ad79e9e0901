import { describe, expect, it } from 'vitest'
import { mappingHints } from '../../../src/mapping/check/hints.ts'
import { validateMapping } from '../../../src/mapping/validate.ts'
import { yaml } from './build.ts'
import { also, COLUMNS, company, contact, deal, FIELDS, staged, when } from './smallMappings.ts'

const faultsOf = (text: string, columns: typeof COLUMNS | null = COLUMNS) =>
  validateMapping(yaml(text), columns).map(({ path, message }) => `${path}: ${message}`)

const hintsOf = (text: string) =>
  mappingHints(yaml(text), COLUMNS).map(({ path, message }) => `${path}: ${message}`)

describe('a mapping that can never work is refused', () => {
  it.each([
    [deal('amount: { const: abc }'), 'amount.const: "abc" is not an amount of money.'],
    [
      deal('amount: { const: 5 PLN }'),
      'amount.const: "5 PLN" cannot be used. The currency is not one that customerOS knows; it was left out.',
    ],
    [deal('closeDate: { const: soon }'), 'closeDate.const: "soon" is not a calendar date.'],
    [
      deal('closeDate: { const: 3/4/2024 }'),
      'closeDate.const: "3/4/2024" cannot be used. Day and month cannot be told apart; set `defaults.dateOrder`.',
    ],
    [
      deal('likelihoodRate: { const: 400 }'),
      'likelihoodRate.const: 400 cannot be used. A likelihood is from 0 to 100 percent.',
    ],
    [
      deal('currency: { const: Euro }'),
      'currency.const: "Euro" is not allowed; did you mean EUR? Allowed: AUD, BRL, CAD, CHF, CNY, EUR, GBP, HKD, INR, JPY, KRW, MXN, NOK, NZD, RON, SEK, SGD, TRY, USD, ZAR',
    ],
    [contact('email: { const: nobody }'), 'email.const: "nobody" is not an email address.'],
    [contact('phone: { const: true }'), 'phone.const: true is not a phone number'],
    [contact('owner: { const: true }'), 'owner.const: true is not a person'],
    [company('website: { const: none }'), 'website.const: "none" is not a web address.'],
    [
      company('employees: { const: -5 }'),
      'employees.const: -5 cannot be used. The number is negative or too large.',
    ],
    [company('country: { const: true }'), 'country.const: true is not a country'],
    [company('domain: { const: "https://acme" }'), 'domain.const: "https://acme" is not an internet domain.'],
    [company('industry: { const: true }'), 'industry.const: true is not a text; put it in quotes'],
    [company('website: { const: false }'), 'website.const: false is not a web address'],
    [company('tags: { const: [a, ";"] }'), 'tags.const[1]: ";" cannot be used. It says nothing.'],
    [deal('owner: { const: "-" }'), 'owner.const: "-" names nobody.'],
    [deal('owner: { column: Owner, values: { Bob: n/a } }'), 'owner.values.Bob: "n/a" names nobody.'],
    [
      contact('lastName: { column: Owner, values: { Bob: unknown } }'),
      'lastName.values.Bob: "unknown" names nothing.',
    ],
    [
      company('industry: { const: [a, b] }'),
      'industry.const: ["a","b"] is a list; the field takes one value',
    ],
    [company('industry: { const: " " }'), 'industry.const: " " is blank; leave the field out'],
    [company('tags: { const: [] }'), 'tags.const: [] is blank; leave the field out'],
    [
      company('employees: { column: Total, columnId: "107", values: { few: some } }'),
      'employees.values.few: "some" is not a whole number.',
    ],
    [
      company('relationship: { column: Status, values: { Active: CUSTOMER, active: PROSPECT } }'),
      'relationship.values.active: "Active" is the same text, as case does not matter, and means something else',
    ],
    [
      company('relationship: { column: Status, values: { On hold: FRIEND } }'),
      'relationship.values["On hold"]: "FRIEND" is not allowed. Allowed: PROSPECT, CUSTOMER, NOT_A_FIT, FORMER_CUSTOMER',
    ],
    [
      contact('email: { columns: [Email, EMAIL] }'),
      'email.columns[1]: the column "EMAIL" stands in this list twice',
    ],
  ])('%s', (text, fault) => {
    expect(faultsOf(text)).toEqual([`${FIELDS}.${fault}`])
  })

  it.each([
    [when('[]'), 'entities[0].when: lists no condition; leave `when` out'],
    [
      when('{ column: Name, is: [a, ""] }'),
      'entities[0].when.is: "" is never found; a blank cell is tested with `blank: true`',
    ],
    [
      when('{ column: Name, is: a, isNot: [b, A] }'),
      'entities[0].when: never holds: `isNot` excludes all that `is` names',
    ],
    [
      when('[{ column: Name, is: a, blank: true }]'),
      'entities[0].when[0]: never holds: a blank cell says nothing that it could be',
    ],
    [
      staged('{ won: [Signed], lost: [signed!] }'),
      'entities[0].stages.lost[0]: "signed!" is in `won` as well; a stage is one of them',
    ],
    [staged('{ won: [" "] }'), 'entities[0].stages.won[0]: " " names no stage'],
    [
      also('customFields: [Email, Due, { columnId: "101" }]'),
      'customFields[2]: the column "Email" stands in this list twice',
    ],
    [also('customFieldsOf: organization'), 'customFieldsOf: the mapping has no organization'],
    [
      also('customFields: none\ncustomFieldsOf: contact'),
      'customFieldsOf: there are none to have: `customFields` is `none`',
    ],
    [also('defaults: { country: XX }'), 'defaults.country: "XX" is no ISO 3166 country code'],
    [
      'entities:\n  - { type: contact, fields: { name: Name, email: Email } }\n  - { type: contact, fields: { email: { columnId: "101" }, name: name } }',
      'entities[1]: says the same as entities[0], so that each row would make two of it; leave one out',
    ],
  ])('%s', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault])
  })

  it('as far as it can be told without the sheet, where that is not at hand', () => {
    expect(faultsOf(contact('email: { const: nobody }, phone: Nowhere'), null)).toEqual([
      `${FIELDS}.email.const: "nobody" is not an email address.`,
    ])
  })
})

describe('a mapping that hardly works is noted, not refused, because any cell may hold any text', () => {
  it.each([
    [contact('owner: Done'), 'owner: "Done" is a column of the type CHECKBOX and hardly ever holds a person'],
    [
      contact('email: Due'),
      'email: "Due" is a column of the type DATE and hardly ever holds an email address',
    ],
    [
      deal('amount: Owner'),
      'amount: "Owner" is a column of the type CONTACT_LIST and hardly ever holds an amount of money',
    ],
    [
      deal('closeDate: Done'),
      'closeDate: "Done" is a column of the type CHECKBOX and hardly ever holds a date',
    ],
    [
      'entities: [{ type: contact, fields: { from: Done } }]',
      'from: "Done" is a column of the type CHECKBOX and hardly ever holds people',
    ],
    [
      'entities: [{ type: contact, fields: { from: { columns: [Owner, Team] } } }]',
      'from: the people of several columns become one; make an entity with `from` for each',
    ],
  ])('%s', (text, hint) => {
    expect([faultsOf(text), hintsOf(text)]).toEqual([[], [`${FIELDS}.${hint}`]])
  })

  it.each([
    [
      company('country: { const: Kosovo }'),
      'country.const: "Kosovo" is no country known by name or code; it was kept as typed.',
    ],
    [
      company('phone: { column: Total, columnId: "107", values: { Desk: 030 901820 } }'),
      'phone.values.Desk: "030 901820": Not a valid phone number; it was kept as typed; set `defaults.country` for national numbers.',
    ],
    [
      contact('additionalEmails: { const: bob@acme }'),
      'additionalEmails.const: "bob@acme": Not a valid email address; it was kept as typed.',
    ],
  ])('%s', (text, hint) => {
    expect([faultsOf(text), hintsOf(text)]).toEqual([[], [`${FIELDS}.${hint}`]])
  })

  it.each([
    [
      when('{ column: Done, is: yes }'),
      'entities[0].when.is: "yes" is hardly ever found: "Done" is a checkbox, true or false',
    ],
    [
      staged('{ won: [Signed] }', 'owner: Name'),
      'entities[0].stages: has no effect without the field `stage`',
    ],
  ])('%s', (text, hint) => {
    expect([faultsOf(text), hintsOf(text)]).toEqual([[], [hint]])
  })
})

it.each([
  contact('tags: Done, owner: Name'),
  company('relationship: Done'),
  company('relationship: { column: Status, values: { Active: CUSTOMER, ACTIVE: CUSTOMER } }'),
  deal('amount: { column: Done, values: { "true": 100, "false": null } }'),
  deal('closeDate: { const: 2024-01-31 }, amount: { const: "1.234,50 EUR" }, likelihoodRate: { const: 40% }'),
  `${deal('closeDate: { const: 3/4/2024 }')}\ndefaults: { dateOrder: dmy }`,
  contact('phone: { const: "+49 30 901820" }, email: { const: [a@b.com, b@b.com] }'),
  when('{ column: Done, is: true }'),
  when('{ column: Name, is: [a, b], isNot: b, blank: false }'),
  staged('{ won: [Signed, signed] }'),
  staged('{ won: ["✅"], lost: ["❌", "-"] }'),
  staged('{ won: ["Lost?"], lost: [Lost] }'),
  company('domain: { const: info@acme.com }, tags: { const: [a, ""] }'),
  deal('owner: { const: Bob Lee <bob@acme.com> }'),
  'entities: [{ type: contact, fields: { from: Name } }]',
  'entities: [{ type: contact, fields: { from: { columns: [Owner, Team], join: ";" } } }]',
  'entities: [{ type: contact, fields: { from: Team, name: Name } }]',
  also('customFields: [Name, Email]'),
])('what may work is not refused: %s', (text) => {
  expect(faultsOf(text)).toEqual([])
})
