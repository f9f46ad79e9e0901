import { describe, expect, it } from 'vitest'
import { mappingHints } from '../../../src/mapping/check/hints.ts'
import { pin } from '../../../src/mapping/columns.ts'
import { invalidMapping } from '../../../src/mapping/faults.ts'
import { validateMapping } from '../../../src/mapping/validate.ts'
import { columnsOf, yaml } from './build.ts'
import { also, COLUMNS, company, contact, FIELDS, staged, when } from './smallMappings.ts'

const faultsOf = (text: string) =>
  validateMapping(yaml(text), COLUMNS).map(({ path, message }) => `${path}: ${message}`)

describe('columns that are not found', () => {
  it('that share a title are told apart by their ids', () => {
    expect(faultsOf(contact('prefix: TOTAL'))).toEqual([
      `${FIELDS}.prefix: several columns are titled "TOTAL"; name one by \`columnId\`: "Total" is 107, "total" is 108`,
    ])
  })

  it('that are gone by their id are told from new ones of their title', () => {
    const [name] = COLUMNS
    const recreated = columnsOf({ Name: { id: '9' } })
    const mapping = pin(yaml(also('')), name === undefined ? [] : [name])
    expect(validateMapping(mapping, recreated)).toMatchObject([
      { path: `${FIELDS}.name`, message: 'the sheet has no column with the id 100; "Name" has the id 9.' },
    ])
  })

  it('are told with the columns that exist, once for all of them', () => {
    const { message } = invalidMapping(validateMapping(yaml(contact('email: Emial, owner: Ownr')), COLUMNS))
    expect(message.split('\n')).toEqual([
      'The mapping has 2 faults:',
      `  ${FIELDS}.email: the sheet has no column "Emial"; did you mean "Email"?`,
      `  ${FIELDS}.owner: the sheet has no column "Ownr"; did you mean "Owner"?`,
      '  Columns of the sheet: Name, Email, Done, Due, Owner, Team, Status, Total, total',
    ])
  })

  it('of a sheet of 400 are told with the few that are most like them', () => {
    const many = columnsOf(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`Column ${i}`, ''])))
    const { message } = invalidMapping(validateMapping(yaml(also('').replace('Name', 'Colunm 21x')), many))
    expect(message).toMatch(
      /^The mapping is wrong: \S+ the sheet has no column "Colunm 21x"; did you mean "Column 21"\? Of 400 columns these are most like "Colunm 21x": Column 21, (?:Column \d+, ){8}Column \d+$/,
    )
  })

  it('are told on one line whatever their titles are', () => {
    const odd = columnsOf({ ['a\u001b[31m\nb'.padEnd(300, 'x')]: '' })
    const { message } = invalidMapping(validateMapping(yaml(also('').replace('Name', '"q\\u001b\\nr"')), odd))
    expect(message).not.toMatch(/\p{Cc}/u)
    expect(message.length).toBeLessThan(200)
  })
})

describe('a word that no dropdown offers', () => {
  const hintsOf = (text: string) =>
    mappingHints(yaml(text), COLUMNS).map(({ path, message }) => `${path}: ${message}`)

  it.each([
    [
      when('{ column: Status, is: Aktive }'),
      'entities[0].when.is: "Aktive" is no choice of "Status"; did you mean "Active"?',
    ],
    [
      when('[{ column: Status, isNot: [Lost, gone] }]'),
      'entities[0].when[0].isNot: "gone" is no choice of "Status"; it offers Lost, Active, On hold',
    ],
    [
      company('relationship: { column: Status, values: { Onhold: null } }'),
      `${FIELDS}.relationship.values.Onhold: "Onhold" is no choice of "Status"; did you mean "On hold"?`,
    ],
    [
      staged('{ lost: [LOST, Losst] }'),
      'entities[0].stages.lost[1]: "Losst" is no choice of "Status"; did you mean "Lost"?',
    ],
  ])('is no fault, but noted: %s', (text, hint) => {
    expect(faultsOf(text)).toEqual([])
    expect(hintsOf(text)).toEqual([hint])
  })

  it.each([
    when('{ column: Name, is: anything }'),
    when('{ column: Status, is: " ACTIVE " }'),
    staged('{ won: [Signed] }', 'stage: { column: Status, values: { Active: Signed } }'),
  ])('is not seen where there is none: %s', (text) => {
    expect(hintsOf(text)).toEqual([])
  })
})
