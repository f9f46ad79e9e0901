import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { commandStage } from '../support/commandStage.ts'

const stage = await commandStage()
const folder = await mkdtemp(join(tmpdir(), 'commands-'))
afterAll(async () => {
  await rm(folder, { recursive: true })
  await stage.close()
})
beforeEach(() => stage.reset())

const { db, simulator, sheet, odd, run } = stage
const connect = () => run(`connect --tenant acme --sheet ${sheet}`)
const stored = async () =>
  (await db.pool.query<{ mapping: object | null }>('select mapping from sync.connection')).rows[0]

describe('mapping', () => {
  it('suggest prints a file that set takes as it is, show prints back and validate approves', async () => {
    await connect()
    const target = `--tenant acme --sheet ${sheet}`
    const suggested = await run(`mapping suggest ${target}`)
    expect(suggested.stdout).toMatch(/email: \{ column: Email, columnId: "\d+" \} # /)
    const file = join(folder, 'suggested.yaml')
    await writeFile(file, suggested.stdout)
    expect(await run(`mapping set ${target} --file ${file}`)).toMatchObject({ exitCode: 0 })
    expect((await run(`mapping show ${target}`)).stdout).toMatch(/type: contact/)
    expect((await run(`mapping validate ${target}`)).stdout).toMatch(/The mapping fits "Customers"/)
  })

  it('set pins columns by id and takes stdin', async () => {
    await connect()
    const input = 'entities:\n  - type: contact\n    fields: { name: Contact, email: email }\n'
    expect(await run(`mapping set --tenant acme --sheet ${sheet} --file -`, { input })).toMatchObject({
      exitCode: 0,
    })
    const columnId = expect.stringMatching(/^\d+$/) as string
    expect((await stored())?.mapping).toMatchObject({
      entities: [{ fields: { name: { column: 'Contact', columnId }, email: { column: 'Email', columnId } } }],
    })
  })

  it('a wrong file is refused with every fault, the nearest column among them, exits 2, stores nothing', async () => {
    await connect()
    const file = join(folder, 'wrong.yaml')
    await writeFile(file, 'entities:\n  - type: contact\n    fields: { name: Kontact, email: Emial }\n')
    for (const command of ['validate', 'set']) {
      const said = await run(`mapping ${command} --tenant acme --sheet ${sheet} --file ${file}`)
      expect([said.exitCode, said.stdout]).toEqual([2, ''])
      expect(said.stderr).toMatch(/fields\.name.*Contact[^]*fields\.email.*Email/)
    }
    expect((await stored())?.mapping).toBeNull()
    expect(await run(`mapping set --tenant acme --sheet ${sheet} --file ${folder}/none`)).toMatchObject({
      exitCode: 2,
    })
  })

  it('show prints what set takes as it is, from stdin as well', async () => {
    await connect()
    const target = `--tenant acme --sheet ${sheet}`
    const { stdout: input } = await run(`mapping suggest ${target}`)
    await run(`mapping set ${target} --file -`, { input })
    const first = await stored()
    const shown = (await run(`mapping show ${target}`)).stdout
    expect(await run(`mapping set ${target} --file -`, { input: shown })).toMatchObject({ exitCode: 0 })
    expect(await stored()).toEqual(first)
    expect((await run(`mapping show ${target}`)).stdout).toBe(shown)
  })

  it('a file in the UTF-16 of PowerShell is read; one in no Unicode is refused', async () => {
    await connect()
    const text = 'entities:\n  - type: contact\n    fields: { name: Contact, prefix: { const: Señor } }\n'
    const file = join(folder, 'encoded.yaml')
    const validate = () => run(`mapping validate --tenant acme --sheet ${sheet} --file ${file}`)
    await writeFile(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
    expect(await validate()).toMatchObject({ exitCode: 0 })
    await writeFile(file, Buffer.from(text, 'latin1'))
    expect(await validate()).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/not text in UTF-8/) as string,
    })
  })

  it('words that no dropdown offers are noted beside a mapping that fits', async () => {
    const columns = [
      { title: 'Name', primary: true },
      { title: 'Kind', type: 'PICKLIST', extras: { options: ['Person', 'Firm'] } },
    ]
    const kinds = simulator.sheets.createSheet({ name: 'Kinds', columns, rows: [] })
    await run(`connect --tenant acme --sheet ${kinds}`)
    const input = 'entities: [{ type: contact, when: { column: Kind, is: Persons }, fields: { name: Name } }]'
    for (const command of ['validate', 'set'])
      expect(
        await run(`mapping ${command} --tenant acme --sheet ${kinds} --file -`, { input }),
      ).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(
          /note: entities\[0\]\.when\.is: "Persons" is no choice of "Kind"/,
        ) as string,
      })
  })

  it('connect --no-check refuses a mapping that is wrong whatever the sheet', async () => {
    const file = join(folder, 'unchecked.yaml')
    await writeFile(file, 'entities: [{ type: contact, fields: { name: N, email: { const: nobody } } }]')
    const said = await run(`connect --tenant acme --sheet 4711 --no-check --mapping ${file}`)
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('"nobody" is not an email')])
    expect(await stored()).toBeUndefined()
  })

  it('suggest needs no connection where the environment has a key, and invents nothing', async () => {
    expect((await run(`mapping suggest --tenant x --sheet ${sheet}`)).stdout).toMatch(/organization/)
    const said = await run(`mapping suggest --tenant x --sheet ${odd}`)
    expect([said.exitCode, said.stdout]).toEqual([1, ''])
    expect(said.stderr).toMatch(/docs\/mapping\.md/)
  })
})

describe('sync, runs and issues', () => {
  it('a sheet without any set-up goes to tenant default; the run, its changes and its issues can be seen', async () => {
    simulator.sheets.addRows(Number(sheet), [{ cells: { Contact: '', Deal: 'x', Email: 'no address' } }])
    const { exitCode, stdout } = await run(`sync --sheet ${sheet} --json`)
    const [report] = (JSON.parse(stdout) as { runs: { run_id: string; rows_read: number }[] }).runs
    expect([0, 3]).toContain(exitCode)
    expect(report).toMatchObject({ tenant: 'default', sheet_id: sheet, rows_read: 3, error_code: null })
    expect((await run('runs')).stdout).toContain(report?.run_id.slice(-8))
    expect((await run(`runs show ${report?.run_id ?? ''}`)).stdout).toMatch(/3 rows read/)
    expect((await run('runs show nonsense')).exitCode).toBe(2)
    for (const format of ['table', 'csv', 'json']) {
      const issues = await run(`issues --tenant default --sheet ${sheet} --format ${format}`)
      expect([issues.exitCode, issues.stderr]).toEqual([0, ''])
      expect(issues.stdout).toMatch(/no address/)
    }
    const csv = `issues --tenant default --sheet ${sheet} --format csv`
    expect((await run(csv)).stdout).toMatch(/^row_number,/)
    for (const command of [csv, `issues --tenant default --sheet ${sheet}`])
      expect((await run(`${command} --bom`)).stdout).toMatch(/^\uFEFFrow_number,/)
  })

  it('leaves nothing of a mistyped sheet id or a dry run', async () => {
    const wrong = await run('sync --sheet 4711')
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stderr).toMatch(/^error: .*\n {2}→ Check the sheet id/m)
    expect(await run(`sync --sheet ${sheet} --dry-run`)).toMatchObject({
      stdout: expect.stringContaining('Dry run') as string,
    })
    expect(await stored()).toBeUndefined()
  })

  it('an uncertain sheet is not guessed at: needs_mapping, with the commands that help', async () => {
    const said = await run(`sync --sheet ${odd}`)
    expect(said.exitCode).toBe(1)
    expect(said.stdout).toMatch(/mapping suggest --tenant default --sheet/)
    expect((await run('connections')).stdout).toMatch(/needs_mapping/)
  })

  it('one connection that fails keeps no other from its sync', async () => {
    await connect()
    await run('connect --tenant acme --sheet 4711 --no-check')
    const { exitCode, stdout } = await run('sync --tenant acme --json')
    const { runs } = JSON.parse(stdout) as { runs: { status: string; sheet_id: string }[] }
    expect(runs.map((one) => [one.sheet_id === '4711', one.status === 'failed'])).toEqual([
      [false, false],
      [true, true],
    ])
    expect(exitCode).toBe(1)
  })
})
