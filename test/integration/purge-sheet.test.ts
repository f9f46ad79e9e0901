import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { requestSync } from '../../src/connections/requests.ts'
import { disconnect } from '../../src/connections/store.ts'
import { createLogger } from '../../src/core/logger.ts'
import { stageRecords } from '../../src/graph/stage.ts'
import { listChanges } from '../../src/runs/changes.ts'
import { startRun } from '../../src/runs/runs.ts'
import { purgeSheet } from '../../src/sync/purge.ts'
import type { SyncContext } from '../../src/sync/report.ts'
import { createMixedSheet } from '../support/mixedSheet.ts'
import { company } from '../support/records.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'
import { rowsOfTables } from '../support/tables.ts'

const stage = useSyncs()
let sheet: number

const purge = async () => {
  const keys = { secrets: { current: null, previous: [] }, accessToken: null }
  const settings = { keys, baseUrl: null, pageSize: null, requestsPerMinute: 1, worker: 'purger/1' }
  const { pool, clock } = stage
  const context: SyncContext = { pool, clock, logger: createLogger('silent'), settings }
  return purgeSheet(context, await stage.connection(sheet))
}
const everything = async () => [...(await rowsOfTables(stage.pool, ['graph', 'sync']))]
/** Tables in which a word stands: one that no id or hash can hold by chance, or ids of seven digits and more. */
const traces = async (word: string) =>
  (await everything()).filter(([, rows]) => rows.some((row) => row.includes(word))).map(([name]) => name)
const names = async (view: string) =>
  (await stage.rows<{ name: string }>(`select name from graph.${view} where tenant = $1 order by 1`)).map(
    ({ name }) => name,
  )
const edit = (cells: Record<string, string>) => {
  const [row = 0] = stage.simulator.sheets.rowIds(sheet)
  stage.simulator.sheets.updateCells(sheet, row, cells)
}

beforeEach(() => {
  sheet = createCrmSheet(stage.simulator, [
    {
      Company: 'Acme',
      Contact: 'Ann Bell',
      Email: 'ann@acme.example',
      Notes: 'Never call her.',
      Phone: '+1 917 555 0142',
    },
    ...people(14),
  ])
})

describe('disconnect --sheet --purge', () => {
  it('leaves nothing of the connection but the figures of its runs', async () => {
    await stage.connect(sheet, { comments: true, sheetName: 'Old Customers' })
    await stage.sync(sheet)
    stage.simulator.sheets.deleteRows(sheet, stage.simulator.sheets.rowIds(sheet).slice(1, 14))
    expect(await stage.sync(sheet)).toMatchObject({ status: 'held' })
    const { id, sheetId } = await stage.connection(sheet)
    const runId = randomUUID()
    const lost = { id: runId, connectionId: id, tenant: stage.tenant, sheetId }
    await startRun(stage.pool, { ...lost, trigger: 'schedule', worker: 'elsewhere/1' })
    await stage.pool.query(`update sync.run set heartbeat_at = now() - interval '91 s' where id = $1`, [
      runId,
    ])
    await stage.pool.query('update sync.connection set current_run_id = $1 where id = $2', [runId, id])
    await stageRecords(stage.pool, runId, [company('1', { name: 'Staged' })])
    await requestSync(stage.pool, id, { full: true, now: stage.clock.now() })
    await stage.rows(`insert into sync.identity (tenant, node_label, kind, value, node_id)
      select tenant, 'Organization', 'key', '${sheet}:K-1', node_id from sync.identity
      where tenant = $1 and node_label = 'Organization' limit 1`)
    expect(await traces(id)).toEqual([
      ...['sync.connection', 'sync.known_row', 'sync.notice', 'sync.request', 'sync.run'],
    ])

    await purge()
    expect(await traces(id)).toEqual(['sync.run'])
    expect(await traces(sheetId)).toEqual(['sync.run'])
    expect([await traces('Staged'), await traces('Old Customers')]).toEqual([[], []])
  })

  it('leaves no words of what it withdrew in the history, neither of its own run nor of earlier ones', async () => {
    edit({ Notes: 'Never ring her up.', Phone: '+1 917 555 0155' })
    await stage.sync(sheet)
    edit({ Notes: 'Never write to her.', Phone: '+1 917 555 0199', 'Job title': 'Buyer' })
    const edited = await stage.sync(sheet)
    expect(await traces('555 0155')).toEqual(['sync.change'])
    const other = createCrmSheet(stage.simulator, [{ Contact: 'Ann Bell', Email: 'ann@acme.example' }])
    await stage.sync(other)
    const { runId } = await purge()
    for (const word of ['5550155', '555 0155', '5550199', '555 0199', 'ring her', 'write to her', 'Buyer'])
      expect([word, await traces(word)]).toEqual([word, []])
    expect(await listChanges(stage.pool, edited.runId ?? '', 100)).toEqual([])
    const changes = await listChanges(stage.pool, runId, 100)
    expect(changes.map(({ label, nodeName, field }) => [label, nodeName, field])).toEqual(
      expect.arrayContaining([
        ['Contact', 'Ann Bell', 'phones'],
        ['LogEntry', null, 'deleted'],
        ['Organization', 'Acme', 'hide'],
      ]),
    )
  })

  it('R11 leaves what another sheet says, as that one says it, and what a person has edited', async () => {
    await stage.sync(sheet)
    const other = createCrmSheet(stage.simulator, [
      { Company: 'ACME Inc.', Contact: 'Ann B. Bell', Email: 'ann@acme.example', 'Job title': 'Chief' },
    ])
    await stage.sync(other)
    edit({ 'Job title': 'Buyer' })
    await stage.sync(sheet)
    await stage.rows(`update graph.contact set description = 'Met' where tenant = $1 and name = 'Person A'`)
    await purge()
    expect([await names('companies'), await names('contacts')]).toEqual([
      ['ACME Inc.'],
      ['Ann B. Bell', 'Person A'],
    ])
    const [ann] = await stage.rows(
      'select job_title, phone, email from graph.contacts where tenant = $1 order by name',
    )
    expect(ann).toEqual({ job_title: 'Chief', phone: null, email: 'ann@acme.example' })
  })

  it('R14 that fails half-way has done nothing, and succeeds afterwards', async () => {
    sheet = createMixedSheet(stage.simulator)
    await stage.connect(sheet, { comments: true })
    await stage.sync(sheet)
    const before = await everything()
    await stage.pool.query(`
      create function pg_temp_refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
      create trigger refuse before delete on sync.connection execute function pg_temp_refuse()`)
    try {
      await expect(purge()).rejects.toThrow('no')
      expect(await everything()).toEqual(before)
    } finally {
      await stage.pool.query('drop function pg_temp_refuse cascade')
    }
    await purge()
    expect(await names('contacts')).toEqual([])
  })

  it('R15 done twice at once is done once', async () => {
    await stage.sync(sheet)
    const ends = await Promise.allSettled([purge(), purge()])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'connection_not_found' },
    })
  })
})

describe('disconnect without --purge', () => {
  it('leaves everything, and the sheet connected again writes nothing of it anew', async () => {
    sheet = createMixedSheet(stage.simulator)
    await stage.connect(sheet, { comments: true })
    await stage.sync(sheet)
    const before = await rowsOfTables(stage.pool, ['graph'])
    await disconnect(stage.pool, { tenant: stage.tenant }, stage.clock.now())
    await stage.connect(sheet)
    const { counts, status } = await stage.sync(sheet)
    expect(status).toBe('partial')
    expect(
      Object.values(counts).map(({ created, updated, archived }) => created + updated + archived),
    ).toEqual(Object.values(counts).map(() => 0))
    expect(await rowsOfTables(stage.pool, ['graph'])).toEqual(before)
  })
})
