import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMachine, type Machine } from '../support/program.ts'
import { RECORDED_CONTACTS as RECORDED, RECORDED_FOLDER, RECORDED_PRESENT } from '../support/recorded.ts'
import { createCrmSheet, people, TRIO } from '../support/syncStage.ts'

let machine: Machine
beforeAll(async () => {
  machine = await startMachine()
})
beforeEach(() => {
  machine.simulator.requests.length = 0
})
afterAll(() => machine.close())

interface Document {
  runs: Record<string, unknown>[]
}
const firstRun = (stdout: string) => (JSON.parse(stdout) as Document).runs[0] ?? {}

if (!RECORDED_PRESENT) {
  it('the recorded answers are absent: syncing a recorded sheet by command was left out', () => {
    expect(RECORDED_PRESENT).toBe(false)
  })
}

describe.runIf(RECORDED_PRESENT)('sync --sheet of the recorded sheet, with nothing but a key', () => {
  it('fills the graph, exits 0, and the next one is unchanged after one request', async () => {
    await machine.simulator.serveRecordings(RECORDED_FOLDER)
    const first = await machine.run(`sync --sheet ${RECORDED} --json`)
    expect([first.exitCode, first.stderr]).toEqual([0, ''])
    expect(firstRun(first.stdout)).toEqual({
      run_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      tenant: 'default',
      sheet_id: String(RECORDED),
      status: 'succeeded',
      rows_read: 3,
      rows_mapped: 3,
      rows_empty: 0,
      rows_rejected: 0,
      counts: {
        Organization: { created: 2, updated: 0, unchanged: 0, archived: 0 },
        Contact: { created: 3, updated: 0, unchanged: 0, archived: 0 },
      },
      removals_held: 0,
      api_requests: 2,
      api_retries: 0,
      error_code: null,
      error_message: null,
      duration_ms: expect.any(Number) as number,
    })
    machine.simulator.requests.length = 0
    const second = await machine.run(`sync --sheet ${RECORDED}`)
    expect(second).toMatchObject({ exitCode: 0, stderr: '' })
    expect(second.stdout).toMatch(/unchanged/)
    expect(machine.simulator.requests).toHaveLength(1)
    const emails = await machine.db.pool.query(
      `select email, company from graph.contacts where tenant = 'default' order by email`,
    )
    expect(emails.rows).toEqual([
      { email: 'alice.smith@globex.com', company: 'Globex' },
      { email: 'bob.lee@acme.com', company: 'ACME' },
      { email: 'charlie.brown@acme.com', company: 'ACME' },
    ])
  })
})

describe('exit codes', () => {
  it('0 for a success and for unchanged, 3 for partial and held, and the way on is said', async () => {
    const { sheets } = machine.simulator
    const sheet = createCrmSheet(machine.simulator, people(15))
    const target = `--tenant acme --sheet ${sheet}`
    expect(await machine.run(`connect ${target}`)).toMatchObject({ exitCode: 0 })
    expect(await machine.run(`sync --tenant acme`)).toMatchObject({ exitCode: 0 })

    const [bad = 0] = sheets.addRows(sheet, [{ cells: { 'Job title': 'Nobody' } }])
    const partial = await machine.run('sync --tenant acme')
    expect(partial).toMatchObject({ exitCode: 3, stderr: '' })
    expect(partial.stdout).toContain(`issues ${target}`)
    const issues = await machine.run(`issues ${target} --format csv`)
    expect(issues.stdout).toMatch(new RegExp(`^16,${bad},,,error,row_rejected,.*rowId=${bad}$`, 'm'))

    sheets.deleteRows(sheet, sheets.rowIds(sheet).slice(0, 12))
    const held = await machine.run('sync --tenant acme')
    expect(held).toMatchObject({ exitCode: 3, stderr: '' })
    expect(held.stdout).toContain(`sync ${target} --allow-removals`)
    expect((await machine.run('connections')).stdout).toMatch(/needs_attention/)
    expect(firstRun((await machine.run('sync --json')).stdout)).toMatchObject({
      status: 'held',
      removals_held: 12,
    })
    sheets.deleteRows(sheet, [bad])
    expect(await machine.run(`sync ${target} --allow-removals`)).toMatchObject({ exitCode: 0 })
    const runs = JSON.parse((await machine.run('runs --tenant acme --json')).stdout) as Document
    expect(runs.runs.map(({ status }) => status)).toEqual([
      ...['succeeded', 'held', 'held', 'partial', 'succeeded'],
    ])
  })

  it('1 where one of several connections fails, and the others are synced all the same', async () => {
    const sheet = createCrmSheet(machine.simulator, TRIO)
    const gone = createCrmSheet(machine.simulator, TRIO)
    for (const one of [gone, sheet]) await machine.run(`connect --tenant two --sheet ${one}`)
    machine.simulator.sheets.deleteSheet(gone)
    const { exitCode, stdout, stderr } = await machine.run('sync --tenant two')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(new RegExp(`${gone}.*sheet_not_found[^]*${sheet}.*succeeded`))
    expect(stderr).toMatch(/^error: .*\n {2}→ .*\n$/)
  })
})
