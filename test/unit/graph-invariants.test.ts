import { describe, expect, it } from 'vitest'
import { parseInvariants, readInvariants } from '../../src/graph/invariants.ts'

const GOOD = `-- What the file is about.
-- # A name is not blank
-- R5. A row: a name without
-- a letter.
-- Remedy: Give it one.
select tenant, id from graph.contact
-- Not null, which is no name at all.
where name = '';

-- # There is nothing
-- A row: something.
-- Remedy: Delete it.
select 'acme' as tenant;
`

describe('the form of docs/invariants.sql', () => {
  it('is a rule, what a row means, what to do, and a statement', () => {
    expect(parseInvariants(GOOD)).toEqual([
      {
        rule: 'A name is not blank',
        about: 'R5. A row: a name without a letter.',
        remedy: 'Give it one.',
        query: `select tenant, id from graph.contact\n-- Not null, which is no name at all.\nwhere name = ''`,
      },
      {
        rule: 'There is nothing',
        about: 'A row: something.',
        remedy: 'Delete it.',
        query: `select 'acme' as tenant`,
      },
    ])
  })

  it.each([
    ['without a remedy', GOOD.replace('-- Remedy: Delete it.\n', '')],
    ['without a meaning', GOOD.replace('-- A row: something.\n', '')],
    ['without a statement', GOOD.replace("select 'acme' as tenant;\n", '')],
    ['with two statements', GOOD.replace('as tenant;', "as tenant; select 'globex' as tenant;")],
    ['without an end', GOOD.replace('as tenant;', 'as tenant')],
  ])('a rule %s is refused by its name', (_, text) => {
    expect(() => parseInvariants(text)).toThrow('There is nothing')
  })

  it('is that of the file, whose rules are all different', async () => {
    const rules = (await readInvariants()).map(({ rule }) => rule)
    expect(rules.length).toBeGreaterThan(20)
    expect(new Set(rules).size).toBe(rules.length)
  })
})
