import { describe, expect, it } from 'vitest'
import { indexColumns } from '../../../src/mapping/columns.ts'
import { compileMapping } from '../../../src/mapping/compile.ts'
import { createMapper } from '../../../src/mapping/mapper.ts'
import { columnsWhenSaved } from '../../../src/mapping/rememberColumns.ts'
import type { Mapping } from '../../../src/mapping/schema.ts'
import { columnsOf, formulaError, rowOf, yaml } from './build.ts'
import { changed, COLUMNS, MAPPING, newColumn, stored, sync, synced } from './drift.ts'

describe('R9 column_missing', () => {
  it('of a custom field keeps its values, sync after sync', () => {
    const without = changed({ Hat: null })
    const { issues, read, next } = sync(synced(), without)
    expect(issues).toEqual([
      {
        code: 'column_missing',
        columnId: '102',
        message:
          'The column "Hat" is gone from the sheet; its custom fields stay as they were. ' +
          'Save the mapping again to let them go.',
      },
    ])
    expect(read({ Shoe: 43 })).toEqual({ custom: { Shoe: 43 }, keep: ['custom:Hat'] })
    expect(sync(next, without)).toMatchObject({ issues, next })
    expect(sync(next, COLUMNS)).toMatchObject({ issues: [] })
  })

  it('of a custom field that was renamed before keeps what is under its latest title', () => {
    const renamed = sync(synced(), changed({ Hat: { title: 'Cap' } })).next
    expect(sync(renamed, changed({ Hat: null }))).toMatchObject({ codes: ['column_missing Cap'] })
    expect(sync(renamed, changed({ Hat: null })).read({}).keep).toEqual(['custom:Cap'])
  })

  it('a new column with its title neither takes its place nor its values', () => {
    const after = changed({ Email: null, Hat: null }, [...newColumn('7', 'email'), ...newColumn('8', 'Hat')])
    const { issues, codes, read } = sync(synced(), after)
    expect(codes).toEqual(['column_missing Email', 'column_missing Hat'])
    expect(issues.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'There is another one: "email" with the id 7, kept as the custom field "email". Save the mapping again to take it instead.',
      ),
      expect.stringContaining('"Hat" with the id 8, kept as the custom field "Hat (8)".'),
    ])
    expect(read({ email: 'x', Hat: 60 })).toEqual({
      custom: { email: 'x', 'Hat (8)': 60 },
      keep: ['custom:Hat', 'emails'],
    })
  })

  it('once the mapping is saved, a new column has the title, and the values of the old one go', () => {
    const after = changed({ Hat: null }, newColumn('8', 'Hat'))
    const { next } = sync(synced(), after)
    const saved = { ...next, known: stored(columnsWhenSaved(next.mapping, after, next.known)) }
    expect(sync(saved, after)).toMatchObject({ codes: [] })
    expect(sync(saved, after).read({ Hat: 60 })).toEqual({ custom: { Hat: 60 }, keep: [] })
    expect(sync(saved, after).read({ Hat: formulaError() }).keep).toEqual(['renamed:["Hat (8)","Hat"]'])
    // Deleted before the next sync: what was kept is still where the last one has put it.
    const gone = changed({ Hat: null })
    expect(sync(saved, gone).read({}).keep).toEqual(['custom:Hat (8)'])
  })

  it('a column that takes the title of a deleted one is both renamed and named', () => {
    const { codes, issues, read } = sync(synced(), changed({ Hat: null, Shoe: { title: 'Hat' } }))
    expect(codes).toEqual(['column_missing Hat', 'column_renamed Hat'])
    expect(issues[0]?.message).toContain('"Hat" with the id 103')
    expect(issues[1]?.message).toContain('Its values are under "Hat (103)" now')
    expect(read({ Hat: 43 })).toEqual({ custom: { 'Hat (103)': 43 }, keep: ['custom:Hat'] })
  })

  it('of a condition and of the custom field that it also is has one note, and keeps both', () => {
    const mapping = yaml(
      'entities: [{ type: contact, when: { column: Hat, is: [58] }, fields: { name: Name, email: Email } }]',
    )
    const { codes, read } = sync(synced(mapping), changed({ Hat: null }))
    expect(codes).toEqual(['column_missing Hat'])
    expect(read({}).keep).toEqual(['custom:Hat', 'emails', 'first_name', 'last_name', 'name', 'prefix'])
  })

  it('of a title that the sheet never had says what is like it', () => {
    const mapping = yaml('entities: [{ type: contact, fields: { name: Name, email: Emails } }]')
    const { issues, next } = sync({ mapping, known: null }, COLUMNS)
    expect(issues).toMatchObject([
      { code: 'column_missing', message: expect.stringContaining('did you mean "Email"?') as string },
    ])
    // Named by the mapping before it was there: it is what was meant.
    expect(sync(next, changed({}, newColumn('9', 'Emails')))).toMatchObject({ codes: [] })
  })

  it('a mapping with an id that is gone is told the id of the column that has the title', () => {
    const index = indexColumns(changed({ Email: null }, newColumn('7', 'Email')))
    expect(index.explain({ column: 'Email', columnId: '101' }).message).toContain('"Email" has the id 7.')
  })
})

describe('R9 column_added', () => {
  it('is said of a new column, with what becomes of it, until it goes', () => {
    const after = changed({}, [
      ...newColumn('7', 'Ring'),
      ...newColumn('8', 'Made', { systemColumnType: 'MODIFIED_DATE' }),
    ])
    const texts = (mapping: Mapping) => sync(synced(mapping), after).issues.map(({ message }) => message)
    expect(texts(MAPPING)).toEqual([
      'The column "Ring" is new: kept as the custom field "Ring". Map it, or save the mapping again to take it as known.',
      expect.stringContaining('"Made" is new: filled by Smartsheet, and not taken over.'),
    ])
    for (const mapping of ['customFields: none', 'customFields: [Hat]'])
      expect(texts(yaml(`entities: [{ type: contact, fields: { name: Name } }]\n${mapping}`))[0]).toContain(
        '"Ring" is new: not taken over.',
      )
    const { next } = sync(synced(), after)
    expect(sync(next, after).codes).toEqual(['column_added Ring', 'column_added Made'])
    // The custom field of one that came and went stays, too; nothing is left of the other one.
    expect(sync(next, COLUMNS).codes).toEqual(['column_missing Ring'])
    expect(sync(sync(next, COLUMNS).next, COLUMNS).read({}).keep).toEqual(['custom:Ring'])
  })

  it('400 columns of which all change at once have a note each', () => {
    const titles = Object.fromEntries(Array.from({ length: 398 }, (_, at) => [`Column ${at}`, 'TEXT_NUMBER']))
    const columns = columnsOf({ Name: 'TEXT_NUMBER', Email: 'TEXT_NUMBER', ...titles })
    const before = synced(MAPPING, columns)
    const renamed = columns.map((column) => ({ ...column, title: `${column.title}!`, type: 'PICKLIST' }))
    const { codes } = sync(before, renamed)
    expect(codes).toHaveLength(800)
    const row = Object.fromEntries(renamed.slice(2).map(({ title }, at) => [title, at]))
    const compiled = createMapper(compileMapping(before.mapping, renamed, before.known))
    const [mapped] = compiled.page([rowOf(renamed, { 'Name!': 'Bob', ...row })])
    expect(Object.keys(mapped?.records[0]?.contribution.custom ?? {})).toHaveLength(398)
  })
})
