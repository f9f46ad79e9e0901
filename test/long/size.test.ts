import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { startMachine, type Machine } from '../support/program.ts'

let machine: Machine
beforeAll(async () => {
  machine = await startMachine()
})
afterAll(() => machine.close())

describe('a large sheet', () => {
  // Where the pages are not released after staging, the process dies.
  it('of 6,000 rows x 25 columns is synced in a heap that could not hold its cells', async () => {
    const sheet = createLargeSheet(machine.simulator, { rows: 6_000, columns: 25 })
    const { exitCode, stdout, stderr } = await machine.run(`sync --sheet ${sheet} --json`, {
      node: ['--max-old-space-size=64'],
      env: { SMARTSHEET_PAGE_SIZE: '500' },
    })
    expect([exitCode, stderr.slice(-500)]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ status: 'succeeded', rows_mapped: 6_000 }] })
  })
})
