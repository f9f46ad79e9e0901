import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMachine, type Machine, type Said } from '../support/program.ts'
import { createCrmSheet, TRIO } from '../support/syncStage.ts'
import { rowsOfTables } from '../support/tables.ts'

let machine: Machine
let sheet: number
let report: number
const WRONG_KEY = 'wrong0key1wrong2key3wrong4key5wrong6k'

beforeAll(async () => {
  machine = await startMachine()
  sheet = createCrmSheet(machine.simulator, TRIO)
  report = machine.simulator.createReport({ name: 'Weekly', sheetId: sheet, columns: ['Company'] })
  await machine.run(`connect --tenant acme --sheet ${sheet}`)
})
afterAll(async () => {
  expectNoKey(machine.heard())
  await machine.close()
})

const expectNoKey = (text: string): void => {
  expect(text).not.toContain(machine.simulator.apiKey)
  expect(text).not.toContain(WRONG_KEY)
}

/** One line that says what is wrong, one that says what to do, and no more. */
const expectOneLine = ({ stderr }: Said, what: RegExp, remedy: RegExp): void => {
  const [line = '', next = '', ...rest] = stderr.split('\n')
  expect([line, next, rest]).toEqual([
    expect.stringMatching(/^error: /),
    expect.stringMatching(/^ {2}→ /),
    [''],
  ])
  expect(line).toMatch(what)
  expect(next).toMatch(remedy)
}

describe('what goes wrong is one clear line, with what to do', () => {
  it('a wrong key', async () => {
    const said = await machine.run(`sync --tenant acme`, { env: { SMARTSHEET_ACCESS_TOKEN: WRONG_KEY } })
    expect(said.exitCode).toBe(1)
    expectOneLine(said, /401 .*Access Token is invalid/, /API key/)
    expect((await machine.run('connections')).stdout).toMatch(/needs_attention/)
  })

  it('no key at all', async () => {
    const said = await machine.run(`sync --tenant acme`, { env: { SMARTSHEET_ACCESS_TOKEN: '' } })
    expect(said.exitCode).toBe(2)
    expectOneLine(said, /No API key/, /SMARTSHEET_ACCESS_TOKEN/)
  })

  it('a sheet id that does not exist', async () => {
    const said = await machine.run('sync --sheet 4711')
    expect(said.exitCode).toBe(1)
    expectOneLine(said, /4711|not found/i, /sheet id/)
  })

  it('something that is no sheet id', async () => {
    const said = await machine.run('sync --sheet https://app.smartsheet.com/sheets/x')
    expect(said.exitCode).toBe(2)
    expectOneLine(said, /sheet/i, /./)
  })

  it('the id of a report', async () => {
    const said = await machine.run(`sync --sheet ${report}`)
    expect(said.exitCode).toBe(1)
    expectOneLine(said, new RegExp(String(report)), /report/)
  })

  it('a database that is down, without its password', async () => {
    const env = { DATABASE_URL: 'postgres://sync:s3cr3t-pw@127.0.0.1:1/crm' }
    const said = await machine.run(`sync --tenant acme`, { env })
    expect(said.exitCode).toBe(1)
    expectOneLine(said, /127\.0\.0\.1:1\/crm/, /DATABASE_URL/)
    expect(said.stderr).not.toContain('s3cr3t-pw')
  })

  it('variables that are unknown or wrong, all of them at once', async () => {
    const env = { SMARTSHEET_API_KEY: WRONG_KEY, RUN_ONCE: 'banana', SYNC_INTERVAL_HOURS: '25' }
    const { exitCode, stderr } = await machine.run(`sync --tenant acme`, { env })
    expect(exitCode).toBe(2)
    for (const fault of [
      /SMARTSHEET_API_KEY.*SMARTSHEET_ACCESS_TOKEN/,
      /RUN_ONCE.*"banana"/,
      /SYNC_INTERVAL_HOURS/,
    ])
      expect(stderr).toMatch(fault)
    expect(stderr.split('\n')).toHaveLength(6)
  })

  it.each([
    ['that is no YAML', 'entities: [\n  - {', /neither YAML nor JSON: .* at line 2, column \d+\n {2}→ /],
    ['with a wrong column', 'entities:\n  - { type: contact, fields: { email: Emial } }\n', /Emial.*Email/],
    ['with an unknown target', 'entities:\n  - { type: contact, fields: { mail: Email } }\n', /mail/],
  ])('a mapping file %s', async (_what, mapping, message) => {
    await writeFile(join(machine.folder, 'mapping.yaml'), mapping)
    const said = await machine.run(`mapping set --tenant acme --sheet ${sheet} --file mapping.yaml`)
    expect([said.exitCode, said.stdout]).toEqual([2, ''])
    expect(said.stderr).toMatch(/^error: /)
    expect(said.stderr).toMatch(message)
    expect(said.stderr).toMatch(/\n {2}→ .*\n$/)
    expect(said.stderr).not.toMatch(/\n\s+at /)
  })

  it('an unknown command, an unknown option, a tenant without connections', async () => {
    for (const line of ['snyc', 'sync --fulll', 'sync --tenant nobody']) {
      const said = await machine.run(line)
      expect([line, said.exitCode, said.stdout]).toEqual([line, 2, ''])
      expect(said.stderr).toMatch(/^error: /)
      expect(said.stderr).not.toMatch(/\n\s+at /)
    }
  })
})

describe('R19 the key', () => {
  it('R19 is in no table: sealed where it was given, and nowhere else, whatever failed', async () => {
    const key = machine.simulator.addKey()
    const env = { SECRETS_KEY: Buffer.alloc(32, 3).toString('base64'), SMARTSHEET_ACCESS_TOKEN: '' }
    const target = `--tenant own --sheet ${sheet}`
    await machine.run(`connect ${target} --api-key-stdin`, { env, input: `${key}\n` })
    expect(await machine.run(`sync ${target}`, { env })).toMatchObject({ exitCode: 0 })
    await machine.run(`sync ${target} --full`, { env: { ...env, LOG_LEVEL: 'trace' } })
    const wrong = await machine.run(`sync ${target}`, { env: { ...env, SECRETS_KEY: 'A'.repeat(43) + '=' } })
    expect(wrong.exitCode).toBe(2)
    expectOneLine(wrong, /seal|SECRETS_KEY/, /SECRETS_KEY/)
    const tables = await rowsOfTables(machine.db.pool, ['sync', 'graph', 'public'])
    const stored = [...tables.values()].flat().join('\n')
    expect(stored).toContain('Ann Bell')
    for (const text of [stored, machine.heard()]) {
      expectNoKey(text)
      expect(text).not.toContain(key)
    }
  })
})
