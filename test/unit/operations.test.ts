import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { variables } from '../../src/config/variables.ts'
import { ERRORS } from '../../src/core/errors.ts'

const text = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
const operations = await text('docs/operations.md')
const readme = await text('README.md')

describe('docs/operations.md', () => {
  it('has every error code, and no other', () => {
    const [, table = ''] = /## Error codes\n([^]*?)\nNot an error/.exec(operations) ?? []
    const codes = table.matchAll(/^\| `([a-z_]+)` \|/gm).map(([, code]) => code)
    expect([...codes].sort()).toEqual(Object.keys(ERRORS).sort())
  })
})

describe('README.md', () => {
  it('has every variable in its table', () => {
    const named = new Set([...readme.matchAll(/`([A-Z][A-Z_]+)[`=]/g)].map(([, name]) => name))
    const missing = Object.keys(variables).filter((name) => !named.has(name))
    expect(missing).toEqual([])
  })
})
