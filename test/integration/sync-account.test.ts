import { describe, expect, it } from 'vitest'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { rowsOfTables } from '../support/tables.ts'

const stage = useSyncs()

const issuesOf = async () =>
  stage.rows<{ code: string; row_id: string; permalink: string | null }>(
    'select severity, code, row_id, row_number, column_title, value_excerpt, permalink from sync.row_issue where tenant = $1 order by id',
  )

describe('R5 every row is accounted for', () => {
  it('R5 rows read are mapped, empty or rejected; a rejected one makes the run partial, with an issue', async () => {
    const sheet = createCrmSheet(stage.simulator, [...TRIO, {}, { 'Job title': 'Nobody in particular' }, {}])
    const bad = stage.simulator.sheets.findRow(sheet, 'Job title', 'Nobody in particular')
    const report = await stage.sync(sheet)
    expect(report).toMatchObject({
      status: 'partial',
      rowsRead: 6,
      rowsMapped: 3,
      rowsEmpty: 2,
      rowsRejected: 1,
      issues: { errors: 1, warnings: 0 },
    })
    expect(await issuesOf()).toEqual([
      {
        severity: 'error',
        code: 'row_rejected',
        row_id: String(bad),
        row_number: 5,
        column_title: null,
        value_excerpt: null,
        permalink: expect.stringContaining(`rowId=${bad}`) as unknown,
      },
    ])
  })

  it('R5 an issue goes with its cause, and the run is a success again', async () => {
    const sheet = createCrmSheet(stage.simulator, [...TRIO, { 'Job title': 'Nobody' }])
    const bad = stage.simulator.sheets.findRow(sheet, 'Job title', 'Nobody')
    expect(await stage.sync(sheet)).toMatchObject({ status: 'partial' })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
    expect(await issuesOf()).toHaveLength(1)
    stage.simulator.sheets.updateCells(sheet, bad, { Contact: 'Some Body', Email: 'not an address' })
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded', rowsMapped: 4 })
    expect(await issuesOf()).toMatchObject([
      { severity: 'warning', code: 'invalid_email', column_title: 'Email', value_excerpt: 'not an address' },
    ])
    stage.simulator.sheets.updateCells(sheet, bad, { Email: 'some@body.example' })
    await stage.sync(sheet)
    expect(await issuesOf()).toEqual([])
  })
})

describe('R18 what becomes of a connection whose syncs fail', () => {
  it('R18 a sheet that is gone needs attention at once, and is well again when it is back', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.sync(sheet)
    const stored = stage.simulator.store.sheets.get(sheet)
    stage.simulator.sheets.deleteSheet(sheet)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'failed', errorCode: 'sheet_not_found' })
    expect(await stage.connection(sheet)).toMatchObject({ state: 'needs_attention', consecutiveFailures: 1 })
    expect(await stage.rows('select from graph.contacts where tenant = $1')).toHaveLength(3)
    if (stored) stage.simulator.store.sheets.set(sheet, stored)
    expect(await stage.sync(sheet)).toMatchObject({ status: 'unchanged' })
    expect(await stage.connection(sheet)).toMatchObject({ state: 'active', consecutiveFailures: 0 })
  })

  it('R18 passing trouble needs attention after five runs in a row', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    stage.simulator.faults.add({ times: Infinity, act: { kind: 'answer', status: 503 } })
    const states: string[] = []
    for (let run = 1; run <= 5; run += 1) {
      expect(await stage.sync(sheet)).toMatchObject({ status: 'failed', errorCode: 'api_unavailable' })
      states.push((await stage.connection(sheet)).state)
    }
    stage.simulator.faults.clear()
    expect(states).toEqual(['active', 'active', 'active', 'active', 'needs_attention'])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
    expect(await stage.connection(sheet)).toMatchObject({ state: 'active' })
  })
})

describe('R19 secrets', () => {
  it('R19 no key is in the log, in a report or in a table of ours', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const { apiKey } = stage.simulator
    const reports = [await stage.sync(sheet)]
    for (const act of [
      { kind: 'answer', status: 401, body: { errorCode: 1002, message: `Bad token ${apiKey}` } },
      { kind: 'answer', status: 500, body: `<html>${apiKey}</html>` },
      { kind: 'redirect', to: `https://elsewhere.example/?token=${apiKey}` },
    ] as const) {
      stage.simulator.sheets.touch(sheet)
      stage.simulator.faults.add({ times: act.status === 500 ? 2 : 1, act })
      reports.push(await stage.sync(sheet))
    }
    stage.simulator.faults.clear()
    const stored = [...(await rowsOfTables(stage.pool, ['sync', 'graph'])).values()].flat()
    const said = [...stage.log, JSON.stringify(reports), ...stored].join('\n')
    expect(said).toContain('Ann Bell')
    expect(said).not.toContain(apiKey)
  })
})
