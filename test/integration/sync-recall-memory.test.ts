import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { rememberRows } from '../../src/graph/knownRows.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people, useSyncs, type SyncOptions } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()
let sheet: number
const BO = 0
const sheets = () => stage.simulator.sheets
const row = (contact: string) => sheets().findRow(sheet, 'Contact', contact)

beforeEach(() => {
  sheet = createCrmSheet(stage.simulator, [
    { Company: 'Acme', Contact: 'Bo Chan', Email: 'bo@acme.example', Phone: '+1 917 555 0141' },
    { Company: 'Acme', Contact: 'Ann Bell', Email: 'ann@acme.example', Phone: 'at the front desk' },
    ...people(2).map((cells, at) => ({ ...cells, Phone: `+1 917 555 013${at}` })),
  ])
})

/** Syncs the sheet once more, and says which of the people's rows were mapped, by place. */
async function mappedAnew(options: SyncOptions = {}): Promise<number[]> {
  sheets().touch(sheet)
  await stage.sync(sheet, options)
  const { rows } = await stage.pool.query<{ row_id: string }>(
    'select row_id from sync.known_row where tenant = $1 and mapped_at = $2',
    [stage.tenant, stage.clock.now()],
  )
  const mapped = new Set(rows.map(({ row_id }) => Number(row_id)))
  return sheets()
    .rowIds(sheet)
    .flatMap((id, at) => (mapped.has(id) ? [at] : []))
}
const contacts = async () =>
  (await stage.rows<{ name: string }>('select name from graph.contacts where tenant = $1 order by 1')).map(
    ({ name }) => name,
  )

describe('what people do while a sheet is read', () => {
  it('whom they delete then comes back with the next sync, which does not wait', async () => {
    await stage.sync(sheet)
    sheets().touch(sheet)
    const other = await stage.pool.connect()
    try {
      await other.query('begin')
      await lockTenant(other, stage.tenant)
      const sync = stage.sync(sheet)
      await untilWaiting(stage.pool, 'advisory')
      await stage.rows(`delete from graph.contact where tenant = $1 and name = 'Bo Chan'`)
      await other.query('commit')
      expect(await sync).toMatchObject({ status: 'succeeded', counts: { Contact: { unchanged: 3 } } })
    } finally {
      other.release()
    }
    const { lastVersion, nextDueAt } = await stage.connection(sheet)
    expect([lastVersion, nextDueAt]).toEqual([null, stage.clock.now()])
    expect(await mappedAnew()).toEqual([BO])
    expect(await contacts()).toHaveLength(4)
  })
})

describe('what is remembered', () => {
  it('goes where a row cannot be recalled any more, and with everything where rows inherit', async () => {
    await stage.sync(sheet)
    sheets().updateCells(sheet, row('Bo Chan'), {
      Phone: { formula: '=X()', value: '#NO MATCH', displayValue: '#NO MATCH' },
    })
    await stage.sync(sheet)
    const known = () => stage.rows('select row_id from sync.known_row where tenant = $1')
    expect(await known()).toHaveLength(3)
    const { mapping } = await stage.connection(sheet)
    await stage.connect(sheet, { mapping: { ...(mapping as object), hierarchy: 'inherit' } })
    await stage.sync(sheet)
    expect(await known()).toEqual([])
  })

  it('is one of each row, also where a sheet that moves shows it twice', async () => {
    const { id: connectionId, tenant, sheetId } = await stage.connection(sheet)
    const twice = ['a', 'b'].map((fingerprint) => ({
      ...{ rowId: '7', fingerprint, linksDigest: null },
      memory: { permalink: null, outcome: 'empty' as const, issues: [], records: [] },
    }))
    const owner = { tenant, connectionId, sheetId, context: 'x' }
    await rememberRows(stage.pool, owner, twice, { now: stage.clock.now() })
    expect(await stage.rows('select row_id from sync.known_row where tenant = $1')).toEqual([{ row_id: '7' }])
  })

  it('is nothing of a connection that is gone meanwhile', async () => {
    const { tenant, sheetId } = await stage.connection(sheet)
    const owner = { tenant, connectionId: randomUUID(), sheetId, context: 'x' }
    const memory = { permalink: null, outcome: 'empty' as const, issues: [], records: [] }
    const rows = [{ rowId: '7', fingerprint: 'a', linksDigest: null, memory }]
    await rememberRows(stage.pool, owner, rows, { now: stage.clock.now() })
    expect(await stage.rows('select from sync.known_row where tenant = $1')).toEqual([])
  })

  it('is nothing after a dry run', async () => {
    await stage.sync(sheet, { dryRun: true })
    expect(await stage.rows('select from sync.known_row where tenant = $1')).toEqual([])
    await stage.sync(sheet)
    sheets().updateCells(sheet, row('Bo Chan'), { 'Job title': 'Buyer' })
    await stage.sync(sheet, { dryRun: true })
    expect(await mappedAnew()).toEqual([BO])
  })

  it('does not matter where it is lost', async () => {
    await stage.sync(sheet)
    const graph = await graphState(stage.pool)
    await stage.pool.query('truncate sync.known_row')
    expect(await mappedAnew()).toEqual([0, 1, 2, 3])
    expect(await graphState(stage.pool)).toEqual(graph)
  })
})
