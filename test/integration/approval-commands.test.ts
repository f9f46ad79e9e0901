import { afterAll, describe, expect, it } from 'vitest'
import { commandStage } from '../support/commandStage.ts'
import { people } from '../support/syncStage.ts'

const stage = await commandStage()
afterAll(() => stage.close())

const { simulator, run } = stage
const columns = [{ title: 'Company', primary: true }, { title: 'Contact' }, { title: 'Email' }]

describe('sync --allow-removals', () => {
  it('R12 holds more than were told of, says so, and takes the number that it says', async () => {
    const rows = people(30).map((cells) => ({ cells }))
    const sheet = simulator.sheets.createSheet({ name: 'Shrinking', columns, rows })
    const target = `--tenant acme --sheet ${sheet}`
    await run(`connect ${target}`)
    await run(`sync ${target}`)
    simulator.sheets.deleteRows(sheet, simulator.sheets.rowIds(sheet).slice(0, 12))

    const held = await run(`sync ${target} --allow-removals`)
    expect(held.exitCode).toBe(3)
    expect(held.stdout).toContain(`12 rows vanished at once, which had not been told of before; nothing was`)
    const command = /If that is right: smartsheet-sync (.*)$/m.exec(held.stdout)?.[1] ?? ''
    expect(command).toBe(`sync ${target} --allow-removals 12`)
    const shown = (await run('runs')).stdout.split('\n')[1]?.split(' ')[0] ?? ''
    expect((await run(`runs show ${shown}`)).stdout).toContain('12 rows vanished at once, which had not been')

    const json = await run(`sync ${target} --allow-removals 11 --json`)
    expect(json.exitCode).toBe(3)
    expect(JSON.parse(json.stdout)).toMatchObject({
      runs: [
        {
          status: 'held',
          removals_held: 12,
          error_code: null,
          error_message: expect.stringContaining('more than the 11 that were allowed') as string,
        },
      ],
    })
    expect((await run(command)).exitCode).toBe(0)
  })

  it.each([
    ['sync --allow-removals 12', /--sheet/],
    ['sync --tenant acme --allow-removals 12', /--sheet/],
    ['sync --tenant acme --sheet 11 --allow-removals many', /whole number/],
    ['sync --tenant acme --sheet 11 --allow-removals -1', /-1/],
  ])('%s is wrong usage', async (line, said) => {
    const { exitCode, stderr } = await run(line)
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(said)])
  })
})
