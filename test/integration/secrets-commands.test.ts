import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { seal } from '../../src/connections/sealing.ts'
import { commandStage } from '../support/commandStage.ts'

const stage = await commandStage()
afterAll(() => stage.close())
beforeEach(() => stage.reset())

const { db, simulator, sheet, run } = stage
const OLD = Buffer.alloc(32, 1)
const NEW = Buffer.alloc(32, 2)
const LOST = Buffer.alloc(32, 3)
const base64 = (key: Buffer) => key.toString('base64')
const env = { ...stage.env, SMARTSHEET_ACCESS_TOKEN: '', SECRETS_KEY: base64(NEW) }
const rotating = { ...env, SECRETS_KEY_PREVIOUS: base64(OLD) }

/** A connection whose own key is sealed with this SECRETS_KEY; null: not at all. */
async function connect(tenant: string, key: Buffer | null, apiKey = simulator.apiKey): Promise<void> {
  const sealed = seal(apiKey, { tenant, sheetId: sheet }, { current: key, previous: [] })
  await db.pool.query(
    `insert into sync.connection (tenant, sheet_id, source, api_key) values ($1, $2, 'cli', $3)`,
    [tenant, sheet, sealed],
  )
}
const stored = async () =>
  (await db.pool.query<{ api_key: string }>('select api_key from sync.connection order by tenant')).rows.map(
    ({ api_key }) => api_key,
  )

describe('secrets rotate', () => {
  it('seals every key anew, also those that were not sealed, after which the old one is of no use any more', async () => {
    await connect('acme', OLD)
    await connect('globex', null)
    await connect('initech', NEW)
    const before = await stored()
    const said = await run('secrets rotate', { env: rotating })
    expect(said).toMatchObject({
      exitCode: 0,
      stdout: 'Sealed 2 API keys anew; 1 had the current key already.\n',
    })
    const after = await stored()
    expect(after.map((key) => key.split(':')[1])).toEqual(after.map(() => before[2]?.split(':')[1]))
    expect(after[2]).toBe(before[2])
    expect(await run('sync', { env })).toMatchObject({ exitCode: 0 })
    expect(JSON.stringify([said, after])).not.toContain(simulator.apiKey)
  })

  it('does what can be done, names the rest with what to do, and exits 1', async () => {
    await connect('acme', OLD)
    await connect('globex', LOST)
    const { exitCode, stdout, stderr } = await run('secrets rotate --json', { env: rotating })
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      1,
      {
        rotated: 1,
        current: 0,
        failed: [
          {
            tenant: 'globex',
            sheet_id: sheet,
            error_code: 'key_sealed',
            error_message: expect.stringContaining('globex') as string,
          },
        ],
      },
    ])
    expect(stderr).toMatch(/error: .*globex.*\n {2}→ .*SECRETS_KEY_PREVIOUS/)
  })

  it('without SECRETS_KEY exits 2 and says how to make one', async () => {
    const said = await run('secrets rotate', { env: { ...env, SECRETS_KEY: '' } })
    expect(said).toMatchObject({ exitCode: 2, stdout: '' })
    expect(said.stderr).toMatch(/openssl rand/)
  })

  it('leaves a sealed key useless in the row of another connection', async () => {
    await connect('acme', OLD)
    await connect('thief', null, 'worthless')
    await db.pool.query(
      `update sync.connection set api_key = (select api_key from sync.connection where tenant = 'acme') where tenant = 'thief'`,
    )
    expect((await run('secrets rotate', { env: rotating })).exitCode).toBe(1)
    expect(await run('sync --tenant thief', { env: rotating })).toMatchObject({ exitCode: 2 })
  })

  it('disturbs no sync that runs meanwhile, and leaves no key under the old one', async () => {
    const tenants = Array.from({ length: 20 }, (_, i) => `tenant-${String(i).padStart(2, '0')}`)
    for (const tenant of tenants) await connect(tenant, OLD)
    const syncs = tenants.map((tenant) => run(`sync --tenant ${tenant}`, { env: rotating }))
    const rotation = await run('secrets rotate', { env: rotating })
    expect(rotation).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Sealed 20 API keys') as string,
    })
    expect((await Promise.all(syncs)).map(({ exitCode }) => exitCode)).toEqual(tenants.map(() => 0))
    expect(await run('secrets rotate', { env })).toMatchObject({
      exitCode: 0,
      stdout: 'Sealed 0 API keys anew; 20 had the current key already.\n',
    })
  })
})
