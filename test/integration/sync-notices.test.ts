import { describe, expect, it } from 'vitest'
import type { FaultAct } from '../../simulator/faults/faults.ts'
import { disconnect } from '../../src/connections/store.ts'
import { createCrmSheet, people, TRIO, useSyncs } from '../support/syncStage.ts'

const stage = useSyncs()
const NOT_FOUND = { kind: 'answer', status: 404, body: { errorCode: 1006, message: 'Not Found' } } as const

const told = async () =>
  (
    await stage.rows<{ old_state: string; new_state: string; error_code: string | null }>(
      'select old_state, new_state, error_code from sync.notice where tenant = $1 order by created_at, id',
    )
  ).map(({ old_state, new_state, error_code }) => `${old_state} > ${new_state} ${error_code ?? ''}`.trim())

async function failing(sheet: number, act: FaultAct, times = 1) {
  stage.simulator.faults.add({ when: { path: String(sheet) }, times: Infinity, act })
  for (let i = 0; i < times; i += 1) expect(await stage.sync(sheet)).toMatchObject({ status: 'failed' })
  stage.simulator.faults.clear()
}

describe('R18 operators are told', () => {
  it('once of a permanent failure, not again of the same trouble, and once when it is over', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await failing(sheet, NOT_FOUND, 3)
    expect(await told()).toEqual(['active > needs_attention sheet_not_found'])
    await stage.sync(sheet)
    await stage.sync(sheet)
    expect(await told()).toEqual(['active > needs_attention sheet_not_found', 'needs_attention > active'])
  })

  it('of a passing trouble only after the fifth time in a row', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    stage.simulator.faults.add({
      when: { path: String(sheet) },
      times: Infinity,
      act: { kind: 'answer', status: 503 },
    })
    for (let i = 1; i <= 6; i += 1) {
      expect(await stage.sync(sheet)).toMatchObject({ errorCode: 'api_unavailable' })
      expect(await told()).toHaveLength(i < 5 ? 0 : 1)
    }
    stage.simulator.faults.clear()
    expect(await told()).toEqual(['active > needs_attention api_unavailable'])
  })

  it('of removals that wait, and when they no longer do', async () => {
    const sheet = createCrmSheet(stage.simulator, people(30))
    await stage.sync(sheet)
    stage.simulator.sheets.deleteRows(sheet, stage.simulator.sheets.rowIds(sheet).slice(0, 20))
    expect(await stage.sync(sheet)).toMatchObject({ status: 'held' })
    await stage.sync(sheet, { allowRemovals: true })
    expect(await told()).toEqual(['active > needs_attention removals_held', 'needs_attention > active'])
  })

  it('of a sheet that needs a mapping', async () => {
    const { createSheet } = stage.simulator.sheets
    const sheet = createSheet({
      name: 'Odd',
      columns: [{ title: 'Foo', primary: true }],
      rows: [{ cells: { Foo: 'x' } }],
    })
    await stage.sync(sheet)
    expect(await told()).toEqual(['active > needs_mapping needs_mapping'])
  })

  it('of nothing by a dry run, nor of a connection that was disconnected meanwhile', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    stage.simulator.faults.add({ when: { path: String(sheet) }, act: NOT_FOUND })
    expect(await stage.sync(sheet, { dryRun: true })).toMatchObject({ status: 'failed' })
    const meanwhile = async () => {
      await disconnect(stage.pool, { tenant: stage.tenant }, stage.clock.now())
    }
    stage.simulator.faults.add({
      when: { path: String(sheet) },
      act: { kind: 'edit', run: () => void meanwhile() },
    })
    stage.simulator.faults.add({ when: { path: String(sheet) }, act: { kind: 'delay', ms: 200 } })
    stage.simulator.faults.add({ when: { path: String(sheet) }, times: Infinity, act: NOT_FOUND })
    await stage.sync(sheet)
    stage.simulator.faults.clear()
    expect(await told()).toEqual([])
  })
})
