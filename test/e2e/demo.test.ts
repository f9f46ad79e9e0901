import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMachine, type Machine } from '../support/program.ts'
import { rowsOfTables } from '../support/tables.ts'

let machine: Machine
beforeAll(async () => {
  machine = await startMachine()
})
afterAll(() => machine.close())

describe('demo', () => {
  it('needs nothing, exits 0, and shows sheet, mapping, graph, edits and exactly what they changed', async () => {
    const env = { DATABASE_URL: '', SMARTSHEET_ACCESS_TOKEN: '', SMARTSHEET_BASE_URL: '' }
    const { exitCode, stdout, stderr } = await machine.run('demo', { env })
    expect([exitCode, stderr]).toEqual([0, ''])
    for (const shown of [
      /rows and \d+ columns in all/,
      /COLUMN +BECOMES +BECAUSE\n +Company +organization\.name/,
      /succeeded: 146 rows read, 139 mapped, 7 empty, 0 rejected/,
      /\d+ companies\n/,
      /\d+ contacts\n/,
      /\d+ deals\n/,
      /unchanged, 1 request, nothing written/,
    ]) {
      expect(stdout).toMatch(shown)
    }
  })

  it('every edit that it names is among what the second sync changed, and nothing else is', async () => {
    const { stdout } = await machine.run('demo')
    const [, edits = ''] = /edits\n\n([^]*?)\n\n/.exec(stdout) ?? []
    const [, written = ''] = /Exactly this was written:\n([^]*?)\n\n/.exec(stdout) ?? []
    const named = (pattern: RegExp) => pattern.exec(edits)?.[1] ?? 'not named'
    const deal = named(/the deal "(.*?)"/)
    const person = named(/the email of (.*?) is/)
    const leaver = named(/the row of (.*?) is/)
    const lines = written.split('\n').map((line) => line.trim())
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`deal ${deal}: stage .* → Won`),
        expect.stringMatching(`contact ${person}: emails `),
        expect.stringMatching(`contact ${leaver}: hidden`),
        '- new: contact Imani Brook',
        '- new: company Larkspur Optics',
        '- new: deal First order Larkspur',
      ]),
    )
    const subjects = new RegExp(`${deal}|${person}|${leaver}|Imani Brook|Larkspur|^- company .*: hidden$`)
    expect(lines.filter((line) => !subjects.test(line))).toEqual([])
  })

  it('leaves nothing of itself in a database of yours', async () => {
    expect(await machine.run('demo')).toMatchObject({ exitCode: 0 })
    const tables = await rowsOfTables(machine.db.pool, ['sync', 'graph'])
    tables.delete('sync.schema_migration')
    expect([...tables].filter(([, rows]) => rows.length > 0)).toEqual([])
  })
})
