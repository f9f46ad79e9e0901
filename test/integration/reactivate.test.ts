import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/connections/apiKey.ts'
import { reactivateChangedKeys } from '../../src/connections/reactivate.ts'
import { transaction } from '../../src/db/transaction.ts'
import { commandStage } from '../support/commandStage.ts'

const stage = await commandStage()
afterAll(() => stage.close())
const { db, simulator, sheet, env } = stage
const pool = db.pool
const now = new Date('2026-03-01T10:00:00Z')
const later = new Date('2026-03-02T10:00:00Z')

beforeEach(async () => {
  await stage.reset()
  await pool.query('truncate public.tenant_settings')
})

interface Failing {
  keyHash?: string | null
  failures?: number
  state?: string
  apiKey?: string | null
}
async function failing({
  keyHash = fingerprint('old'),
  failures = 3,
  state = 'needs_attention',
  apiKey = null,
}: Failing = {}) {
  await pool.query(
    `insert into sync.connection (tenant, sheet_id, source, state, consecutive_failures, key_hash, api_key, next_due_at)
     values ('acme', $1, 'settings', $2, $3, $4, $5, $6)`,
    [sheet, state, failures, keyHash, apiKey, later],
  )
}
const settings = (key: string) =>
  pool.query(
    `insert into public.tenant_settings (tenant_name, smart_sheet_id, smart_sheet_access_token) values ('acme', $1, $2)`,
    [sheet, key],
  )
const again = (environmentKey: string | null = null) => reactivateChangedKeys(pool, { environmentKey, now })
const connection = async () =>
  (
    await pool.query<{ state: string; failures: number; due: Date }>(
      'select state, consecutive_failures as failures, next_due_at as due from sync.connection',
    )
  ).rows[0]

describe('R18 a changed key ends the failures of the old one', () => {
  it('in tenant_settings, blanks around it aside', async () => {
    await failing()
    await settings(' old\n')
    expect(await again()).toBe(0)
    await pool.query(`update public.tenant_settings set smart_sheet_access_token = ' new '`)
    expect(await again()).toBe(1)
    expect(await connection()).toEqual({ state: 'active', failures: 0, due: now })
  })

  it('in the environment, for connections that have none in tenant_settings', async () => {
    await failing({ keyHash: null })
    expect(await again()).toBe(0)
    expect(await again(fingerprint('new'))).toBe(1)
  })

  it('is not taken for the end of anything else', async () => {
    await settings('new')
    for (const other of [{ failures: 0 }, { state: 'needs_mapping' }, { apiKey: 'plain:own' }]) {
      await pool.query('truncate sync.connection cascade')
      await failing(other)
      expect(await again()).toBe(0)
    }
  })

  it('does not wait for a merge', async () => {
    await failing()
    await settings('new')
    await transaction(pool, async (client) => {
      await client.query('select from sync.connection for update')
      expect(await again()).toBe(0)
    })
    expect(await again()).toBe(1)
  })

  it('by what a failed run remembers of its key', async () => {
    await stage.run(`connect --tenant acme --sheet ${sheet}`)
    const wrong = { ...env, SMARTSHEET_ACCESS_TOKEN: 'wrong0key1wrong2key3wrong' }
    await stage.run('sync --tenant acme', { env: wrong })
    expect(await connection()).toMatchObject({ state: 'needs_attention', failures: 1 })
    expect(await again(fingerprint(wrong.SMARTSHEET_ACCESS_TOKEN))).toBe(0)
    expect(await again(fingerprint(simulator.apiKey))).toBe(1)
  })
})

describe('R18 a good check', () => {
  it('makes a connection active and due, and says so', async () => {
    await failing()
    const { exitCode, stdout } = await stage.run(`check --tenant acme --sheet ${sheet}`)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/active again, and due now\.\n$/)
    expect(await connection()).toMatchObject({ state: 'active', failures: 0 })
    const next = await stage.run(`check --tenant acme --sheet ${sheet} --json`)
    expect(JSON.parse(next.stdout)).toMatchObject({ ok: true, cleared: false })
  })

  it('that finds something leaves it as it is', async () => {
    await failing()
    const wrong = { ...env, SMARTSHEET_ACCESS_TOKEN: 'wrong0key1wrong2key3wrong' }
    expect(await stage.run(`check --tenant acme --sheet ${sheet}`, { env: wrong })).toMatchObject({
      exitCode: 1,
    })
    expect(await connection()).toMatchObject({ state: 'needs_attention', failures: 3 })
  })

  it('R12 does not allow removals that wait for a person', async () => {
    await failing({ failures: 0 })
    expect(await stage.run(`check --tenant acme --sheet ${sheet}`)).toMatchObject({ exitCode: 0 })
    expect(await connection()).toMatchObject({ state: 'needs_attention' })
  })
})
