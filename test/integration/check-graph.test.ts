import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { commandStage } from '../support/commandStage.ts'
import { damagesGraph } from '../support/watchedDatabases.ts'

const stage = await commandStage()
const { db, run, sheet } = stage
afterAll(() => stage.close())
beforeEach(async () => {
  await stage.reset()
  await db.pool.query(`delete from graph.contact where tenant = 'globex'`)
  await run(`connect --tenant acme --sheet ${sheet} --no-check`)
  expect((await run(`sync --tenant acme --sheet ${sheet} --full`)).exitCode).toBe(0)
})

const RULE = 'What the sheets own and people see is linked to a row'

/** People of another tenant whom no row speaks for. */
async function leaveBehind(count: number): Promise<void> {
  damagesGraph('contacts without a link are what check --graph is to find')
  await db.pool.query(
    `insert into graph.contact (tenant, id, name, source_of_truth)
     select 'globex', gen_random_uuid(), 'Person ' || n, 'smartsheet' from generate_series(1, $1) n`,
    [count],
  )
}

describe('check --graph', () => {
  it('says of every rule that it holds, and exits 0', async () => {
    const { exitCode, stdout } = await run('check --graph')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^(✓ .+\n){20,}$/)
    expect(stdout).toContain(`✓ ${RULE}\n`)
  })

  it('shows what it found, what that means and what to do, and exits 1', async () => {
    await leaveBehind(5)
    const { exitCode, stdout } = await run('check --graph')
    expect(exitCode).toBe(1)
    const lines = stdout.split('\n')
    const at = lines.indexOf(`✗ ${RULE}: not in 5 places`)
    expect(lines.slice(at + 1, at + 7)).toEqual([
      expect.stringMatching(/^ {2}R11\. A row: an entity that only the sheets own/),
      expect.stringMatching(
        /^ {2}- tenant globex, node label Contact, node id [-0-9a-f]{36}, name Person \d$/,
      ),
      expect.stringMatching(/^ {2}- tenant globex/),
      expect.stringMatching(/^ {2}- tenant globex/),
      '  - ... and 2 more',
      expect.stringMatching(/^ {2}→ `sync --full --tenant T`/),
    ])
    expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(1)
  })

  it('looks at one tenant where one is named', async () => {
    await leaveBehind(1)
    expect((await run('check --graph --tenant acme')).exitCode).toBe(0)
    expect((await run('check --graph --tenant globex')).exitCode).toBe(1)
  })

  it('does not call the graph of a tenant right of whom there is nothing', async () => {
    const { exitCode, stderr } = await run('check --graph --tenant acmee')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('There is nothing of tenant acmee to check')
  })

  it('gives programs all of it as JSON', async () => {
    await leaveBehind(4)
    const { stdout } = await run('check --graph --tenant globex --json')
    const { ok, rules } = JSON.parse(stdout) as { ok: boolean; rules: { rule: string; ok: boolean }[] }
    expect(ok).toBe(false)
    expect(rules.filter((rule) => !rule.ok)).toEqual([
      {
        rule: RULE,
        ok: false,
        places: 4,
        examples: Array.from({ length: 3 }, () => expect.objectContaining({ tenant: 'globex' }) as object),
        meaning: expect.stringContaining('R11') as string,
        remedy: expect.stringContaining('sync --full') as string,
      },
    ])
    expect(rules[0]).toEqual({
      rule: 'Edges and references have both their ends',
      ok: true,
      places: 0,
      examples: [],
      meaning: null,
      remedy: null,
    })
  })

  it('with a sheet, checks that sheet and the graph of its tenant', async () => {
    const both = await run(`check --tenant acme --sheet ${sheet} --graph`)
    expect(both.exitCode).toBe(0)
    expect(both.stdout).toMatch(/^✓ connection .*\n(.*\n)+✓ mapping .*\n✓ Edges and references/)
    const json = await run(`check --tenant acme --sheet ${sheet} --graph --json`)
    expect(Object.keys(JSON.parse(json.stdout) as object).sort()).toEqual([
      'cleared',
      'columns',
      'findings',
      'ok',
      'rules',
    ])
  })
})
