import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { rememberRows } from '../../src/graph/knownRows.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { BO, useRecall } from '../support/recallStage.ts'
import { graphState } from '../support/records.ts'
import { untilWaiting } from '../support/waiting.ts'

const recall = useRecall()
const { stage, sheets, row, mappedAnew, contacts } = recall

describe('what people do while a sheet is read', () => {
  it('whom they delete then comes back with the next sync, which does not wait', async () => {
    await stage.sync(recall.sheet)
    sheets().touch(recall.sheet)
    const other = await stage.pool.connect()
    try {
      await other.query('begin')
      await lockTenant(other, stage.tenant)
      const sync = stage.sync(recall.sheet)
      await untilWaiting(stage.pool, 'advisory')
      await stage.rows(`delete from graph.contact where tenant = $1 and name = 'Bo Chan'`)
      await other.query('commit')
      expect(await sync).toMatchObject({ status: 'succeeded', counts: { Contact: { unchanged: 3 } } })
    } finally {
      other.release()
    }
    const { lastVersion, nextDueAt } = await stage.connection(recall.sheet)
    expect([lastVersion, nextDueAt]).toEqual([null, stage.clock.now()])
    expect(await mappedAnew()).toEqual([BO])
    expect(await contacts()).toHaveLength(4)
  })
})

describe('what is remembered', () => {
  it('goes where a row cannot be recalled any more, and with everything where rows inherit', async () => {
    await stage.sync(recall.sheet)
    sheets().updateCells(recall.sheet, row('Bo Chan'), {
      Phone: { formula: '=X()', value: '#NO MATCH', displayValue: '#NO MATCH' },
    })
    await stage.sync(recall.sheet)
    const known = () => stage.rows('select row_id from sync.known_row where tenant = $1')
    expect(await known()).toHaveLength(3)
    const { mapping } = await stage.connection(recall.sheet)
    await stage.connect(recall.sheet, { mapping: { ...(mapping as object), hierarchy: 'inherit' } })
    await stage.sync(recall.sheet)
    expect(await known()).toEqual([])
  })

  it('is one of each row, also where a sheet that moves shows it twice', async () => {
    const { id: connectionId, tenant, sheetId } = await stage.connection(recall.sheet)
    const twice = ['a', 'b'].map((fingerprint) => ({
      ...{ rowId: '7', fingerprint, linksDigest: null },
      memory: { permalink: null, outcome: 'empty' as const, issues: [], records: [] },
    }))
    const owner = { tenant, connectionId, sheetId, context: 'x' }
    await rememberRows(stage.pool, owner, twice, { now: stage.clock.now() })
    expect(await stage.rows('select row_id from sync.known_row where tenant = $1')).toEqual([{ row_id: '7' }])
  })

  it('is nothing of a connection that is gone meanwhile', async () => {
    const { tenant, sheetId } = await stage.connection(recall.sheet)
    const owner = { tenant, connectionId: randomUUID(), sheetId, context: 'x' }
    const memory = { permalink: null, outcome: 'empty' as const, issues: [], records: [] }
    const rows = [{ rowId: '7', fingerprint: 'a', linksDigest: null, memory }]
    await rememberRows(stage.pool, owner, rows, { now: stage.clock.now() })
    expect(await stage.rows('select from sync.known_row where tenant = $1')).toEqual([])
  })

  it('is nothing after a dry run', async () => {
    await stage.sync(recall.sheet, { dryRun: true })
    expect(await stage.rows('select from sync.known_row where tenant = $1')).toEqual([])
    await stage.sync(recall.sheet)
    sheets().updateCells(recall.sheet, row('Bo Chan'), { 'Job title': 'Buyer' })
    await stage.sync(recall.sheet, { dryRun: true })
    expect(await mappedAnew()).toEqual([BO])
  })

  it('does not matter where it is lost', async () => {
    await stage.sync(recall.sheet)
    const graph = await graphState(stage.pool)
    await stage.pool.query('truncate sync.known_row')
    expect(await mappedAnew()).toEqual([0, 1, 2, 3])
    expect(await graphState(stage.pool)).toEqual(graph)
  })
})
