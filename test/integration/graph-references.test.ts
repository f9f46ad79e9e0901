import { describe, expect, it } from 'vitest'
import { useGraph } from '../support/graphStage.ts'
import { company, contact, email, mergeRecords, record } from '../support/records.ts'

const graph = useGraph()

const owner = (row: string, name: string, keep: string[] = []) =>
  record({ label: 'User', row, fields: keep.length > 0 ? {} : { name }, keep, onlyKept: keep.length > 0 })
const deal = (row: string, refs: object, keep: string[] = []) =>
  record({ label: 'Opportunity', row, fields: { name: `Deal ${row}` }, refs, keep })

describe('what a row refers to', () => {
  it('R8b an owner that cannot be read stays the owner, also beside a row that names none', async () => {
    await graph.merge([
      owner('1', 'Olga'),
      company('1', { name: 'ACME' }, { refs: { owner: '1' } }),
      company('2', { name: 'ACME' }, { refs: { owner: null } }),
    ])
    await graph.merge([
      owner('1', '', ['name']),
      company('1', { name: 'ACME' }, { refs: {}, keep: ['owner'] }),
      company('2', { name: 'ACME', industry: 'Steel' }, { refs: { owner: null } }),
    ])
    expect(await graph.select('companies')).toMatchObject([{ owner: 'Olga', industry: 'Steel' }])
  })

  it('R8b an owner whose slot went to nobody stays the owner', async () => {
    await graph.merge([owner('1', 'Olga'), owner('1:2', 'Uwe'), deal('1', { owner: '1:2' })])
    await graph.merge([owner('1', '', ['name']), deal('1', {}, ['owner'])])
    expect(await graph.select('deals')).toMatchObject([{ owner: 'Uwe' }])
  })

  it('a deal follows the contact of the row above, when other rows made that somebody else', async () => {
    const above = ['1', '2'].map((row) =>
      contact(row, { name: row === '1' ? 'Ann' : 'Bob', emails: [email('us@a.example')] }),
    )
    const below = [deal('11', { contacts: ['1'] }), deal('12', { contacts: ['2'] })]
    await graph.merge([...above, ...below])
    expect(await graph.select('contacts')).toHaveLength(1)

    const others = ['Cid', 'Dan', 'Eve', 'Flo'].map((name, i) =>
      contact(String(3 + i), { name, emails: [email('us@a.example')] }),
    )
    await graph.merge([...above, ...below, ...others])
    expect(await graph.select('deals')).toMatchObject([{ contacts: ['Ann'] }, { contacts: ['Bob'] }])
  })

  it('R12 taking the owner away from many rows removes nothing, and is not held', async () => {
    const rows = (owned: boolean) =>
      Array.from({ length: 12 }, (_, i) => String(i)).flatMap((row) => [
        ...(owned ? [owner(row, 'Olga')] : []),
        company(row, { name: `Company ${row}` }, { refs: { owner: owned ? row : null } }),
      ])
    await graph.merge(rows(true))
    expect((await graph.merge(rows(false))).removalsHeld).toBe(0)
    expect((await graph.select('companies')).every((row) => row['owner'] === null)).toBe(true)
  })
})

describe('what a value means', () => {
  it('a national number gets its country when the mapping does, and its contact is touched', async () => {
    const bob = (e164: string | null, countryCodeA2: string | null) =>
      contact('1', { name: 'Bob', phones: [{ raw: '030 1234567', e164, countryCodeA2, label: 'WORK' }] })
    await graph.merge([bob(null, null)])
    expect(await graph.select('contacts')).toMatchObject([{ phone: '030 1234567' }])
    const { counts } = await graph.merge([bob('+49301234567', 'DE')])
    expect(await graph.select('contacts')).toMatchObject([{ phone: '+49301234567' }])
    expect(counts).toMatchObject({ Contact: { updated: 1 } })
  })
})

describe('a key that another sheet takes over', () => {
  it('is claimed by one entity only, and still known when its new owner gives it up', async () => {
    const sheet = (sheetId: string) => ({ pool: graph.pool, tenant: graph.tenant, sheetId })
    const known = async () =>
      (
        await graph.pool.query<{ value: string }>(
          `select value from sync.identity where tenant = $1 and node_label = 'User' order by 1`,
          [graph.tenant],
        )
      ).rows.map(({ value }) => value)
    const olga = record({
      label: 'User',
      row: '1',
      fields: { name: 'Olga', emails: [email('olga@us.example')] },
    })
    await mergeRecords(sheet('1'), [olga])
    // Two Olgas with addresses leave the bare name to the third.
    const others = ['1', '2'].map((row) =>
      record({ label: 'User', row, fields: { name: 'Olga', emails: [email(`olga${row}@us.example`)] } }),
    )
    await mergeRecords(sheet('2'), [...others, owner('3', 'Olga'), { ...olga, externalId: '4', rowId: '4' }])
    const { rows } = await graph.pool.query(
      `select k ->> 'value' from graph.is_linked_with l cross join lateral jsonb_array_elements(l.payload -> 'keys') k
       where l.tenant = $1 and k ->> 'kind' = 'name' group by k ->> 'value' having count(distinct l.node_id) > 1`,
      [graph.tenant],
    )
    expect(rows).toEqual([])
    expect(await known()).toContain('olga')
  })
})
