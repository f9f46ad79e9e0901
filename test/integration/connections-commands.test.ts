import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { commandStage } from '../support/commandStage.ts'

const stage = await commandStage()
afterAll(() => stage.close())
beforeEach(() => stage.reset())

const { db, simulator, env, sheet, odd, run } = stage
const withoutToken = { ...env, SMARTSHEET_ACCESS_TOKEN: '' }
const connect = (more = '') => run(`connect --tenant acme --sheet ${sheet}${more}`)
const stored = async () =>
  (
    await db.pool.query<{ api_key: string; mapping: object | null }>(
      'select api_key, mapping from sync.connection',
    )
  ).rows[0]

describe('connect', () => {
  it('checks the sheet, says what it found and how it will be mapped, and saves it', async () => {
    const { exitCode, stdout } = await connect()
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^Connected acme to sheet \d+, synced every 1 hour\./)
    expect(stdout).toMatch(/Found "Customers" with 2 rows and 4 columns/)
    expect(stdout).toMatch(/Company → organization\.name/)
  })

  it('R19 seals a key from stdin, and shows it nowhere', async () => {
    const key = simulator.addKey()
    const said = await run(`connect --tenant acme --sheet ${sheet} --api-key-stdin`, {
      input: `${key}\n`,
      env: withoutToken,
    })
    expect(said.exitCode).toBe(0)
    expect((await stored())?.api_key).toMatch(/^v1:/)
    expect(JSON.stringify([said, await stored()])).not.toContain(key)
    expect((await run(`check --tenant acme --sheet ${sheet}`, { env: withoutToken })).exitCode).toBe(0)
  })

  it('without SECRETS_KEY warns that the key is stored as it is; refuses that in production', async () => {
    const unsealed = { ...env, SECRETS_KEY: '' }
    const line = `connect --tenant acme --sheet ${sheet} --api-key-stdin`
    const around = { input: simulator.apiKey }
    const refused = await run(line, { ...around, env: { ...unsealed, NODE_ENV: 'production' } })
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('SECRETS_KEY')])
    expect(await stored()).toBeUndefined()
    const warned = await run(line, { ...around, env: unsealed })
    expect([warned.exitCode, warned.stderr]).toEqual([0, expect.stringContaining('SECRETS_KEY is not set')])
    expect((await stored())?.api_key).toBe(`plain:${simulator.apiKey}`)
  })

  it.each([
    ['a wrong key', { SMARTSHEET_ACCESS_TOKEN: 'wrong-key-123456' }, /API key/i, 1],
    ['no key at all', { SMARTSHEET_ACCESS_TOKEN: '' }, /No API key/, 2],
  ])('with %s says what to do and saves nothing', async (_what, over, message, exitCode) => {
    const said = await run(`connect --tenant acme --sheet ${sheet}`, { env: { ...env, ...over } })
    expect(said).toMatchObject({ exitCode, stdout: '' })
    expect(said.stderr).toMatch(message)
    expect(said.stderr).toMatch(/\n {2}→ /)
    expect(said.stderr).not.toContain('wrong-key-123456')
    expect(await stored()).toBeUndefined()
  })

  it('tells a missing sheet from a report', async () => {
    const report = simulator.createReport({ name: 'Weekly', sheetId: Number(sheet), columns: ['Company'] })
    expect((await run('connect --tenant acme --sheet 4711')).stderr).toMatch(/Check the sheet id/)
    expect((await run(`connect --tenant acme --sheet ${report}`)).stderr).toMatch(/belongs to a report/)
  })

  it('with --no-check asks nobody', async () => {
    simulator.requests.length = 0
    expect(await run('connect --tenant acme --sheet 4711 --no-check')).toMatchObject({ exitCode: 0 })
    expect(simulator.requests).toEqual([])
  })

  it('changes only what is given of an existing connection', async () => {
    await connect(' --interval 6')
    const { stdout } = await connect(' --comments')
    expect(stdout).toMatch(/^Changed the connection of acme .* synced every 6 hours/)
  })
})

describe('connections', () => {
  it('lists state, last and next run, for people and as JSON', async () => {
    expect((await run('connections')).stdout).toMatch(/No connections yet/)
    await connect()
    expect((await run('connections', { width: 80 })).stdout).toMatch(
      /acme +\d+ +Customers +active +1 h +- +due/,
    )
    await run(`disconnect --tenant acme --sheet ${sheet}`)
    expect((await run('connections')).stdout).toMatch(/disconnected/)
    const { connections } = JSON.parse((await run('connections --json')).stdout) as { connections: object[] }
    expect(connections).toMatchObject([
      { tenant: 'acme', sheet_id: sheet, enabled: false, own_api_key: false },
    ])
  })

  it('says that there is nothing to disconnect, show, check or list', async () => {
    for (const command of ['disconnect', 'issues', 'mapping show', 'mapping set --file x', 'sync']) {
      const said = await run(`${command} --tenant nobody --sheet 5`)
      expect([command, said.exitCode]).toEqual([command, 2])
      expect(said.stderr).toMatch(/nobody has no connection/)
    }
  })
})

describe('check', () => {
  it('goes through everything a sync needs, a line each', async () => {
    await connect()
    const { exitCode, stdout } = await run(`check --tenant acme --sheet ${sheet}`)
    expect(stdout.match(/^. \w+/gm)).toEqual(
      [
        ...['connection', 'key', 'budget', 'region', 'plan', 'clock'],
        ...['sheet', 'permission', 'columns', 'mapping'],
      ].map((check) => `✓ ${check}`),
    )
    expect(exitCode).toBe(0)
  })

  it('stops at what is wrong, with the remedy, exits 1', async () => {
    await connect()
    const wrong = await run(`check --tenant acme --sheet ${sheet}`, {
      env: { ...env, SMARTSHEET_ACCESS_TOKEN: 'wrong' },
    })
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stdout).toMatch(/✓ connection.*\n✗ key .*\n {2}→ /)
    const unclear = await run(`check --tenant acme --sheet ${odd} --json`)
    expect(unclear.exitCode).toBe(1)
    expect(JSON.parse(unclear.stdout)).toMatchObject({ ok: false })
    expect(unclear.stdout).toMatch(/mapping suggest/)
  })
})
