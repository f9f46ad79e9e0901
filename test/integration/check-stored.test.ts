import { describe, expect, it } from 'vitest'
import { useDoctor } from '../support/doctorStage.ts'

const { check, connect, db, run, sheet } = await useDoctor()

/** Stored when nobody minded: some of it says nothing, some cannot be read, and a title is not there yet. */
const OLD = {
  version: 1,
  entities: [
    { type: 'contact', when: [], fields: { name: 'Contact', email: 'Email', owner: { const: '-' } } },
    {
      type: 'opportunity',
      fields: { name: 'Deal', closeDate: { column: 'Email', values: { x: 'soon' } }, amount: 'Value' },
    },
  ],
  customFields: ['Company', 'Company'],
}

async function stored(mapping: object): Promise<void> {
  await connect()
  await db.pool.query('update sync.connection set mapping = $1', [JSON.stringify(mapping)])
}

const remarks = async () => {
  const { exitCode, ok, findings } = await check()
  const said = findings.filter((one) => one.check === 'mapping')
  return { exitCode, ok, said }
}

describe('check of a mapping that is stored', () => {
  it('notes what would be refused today, with a remedy, and fails as little as the sync does', async () => {
    await stored(OLD)
    const { exitCode, ok, said } = await remarks()
    const [first, ...notes] = said
    expect([exitCode, ok, first?.text]).toEqual([
      0,
      true,
      'stored: contact (3 columns), opportunity (3 columns)',
    ])
    expect(notes.map(({ text }) => text)).toEqual([
      'entities[1].fields.amount: the sheet has no column "Value".',
      'entities[0].when: lists no condition; leave `when` out',
      'entities[0].fields.owner.const: "-" names nobody.',
      'entities[1].fields.closeDate.values.x: "soon" is not a calendar date.',
      'customFields[1]: the column "Company" stands in this list twice',
    ])
    for (const note of notes)
      expect(note).toMatchObject({
        ok: true,
        code: null,
        remedy: expect.stringContaining('mapping set') as string,
      })
    const { exitCode: synced } = await run(`sync --tenant acme --sheet ${sheet}`)
    expect(synced).toBe(0)
  })

  it('shows them to people by a sign of their own', async () => {
    await stored(OLD)
    const { stdout } = await run(`check --tenant acme --sheet ${sheet}`)
    expect(stdout).toMatch(/^✓ mapping +stored: .*\n(! mapping +\S.*\n {2}→ It syncs all the same\..*\n?)+$/m)
  })

  it('tells of ten of them at most', async () => {
    await stored({ ...OLD, customFields: Array.from({ length: 20 }, () => 'Company') })
    const { exitCode, said } = await remarks()
    expect([exitCode, said.length, said.at(-1)?.text]).toEqual([0, 12, '... and 13 more of the kind'])
  })

  it('R9 fails where a pinned column is gone, whatever else is wrong', async () => {
    await stored({ ...OLD, customFields: [{ column: 'Hat', columnId: '1' }] })
    expect(await remarks()).toMatchObject({ exitCode: 1, said: [{ ok: false, code: 'column_missing' }] })
  })

  it('fails where a sync would, and what is to be stored is refused', async () => {
    const file = `mapping set --tenant acme --sheet ${sheet} --file -`
    await stored(OLD)
    expect(await run(file, { input: JSON.stringify(OLD) })).toMatchObject({ exitCode: 2 })
    await stored({ ...OLD, entities: [] })
    expect(await remarks()).toMatchObject({ exitCode: 1, said: [{ ok: false, code: 'invalid_mapping' }] })
    expect((await run(`sync --tenant acme --sheet ${sheet}`)).exitCode).not.toBe(0)
  })
})
