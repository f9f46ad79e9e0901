import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { transaction } from '../../src/db/transaction.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { jobHandler } from '../../src/scheduler/jobs.ts'
import { requestSync } from '../../src/connections/requests.ts'
import { stageRecords } from '../../src/graph/stage.ts'
import { startRun } from '../../src/runs/runs.ts'
import { openQueue } from '../../src/scheduler/queue.ts'
import { purgeTenant } from '../../src/sync/purge.ts'
import { createMixedSheet } from '../support/mixedSheet.ts'
import { company } from '../support/records.ts'
import { createCrmSheet, people, useSyncs } from '../support/syncStage.ts'
import { rowsOfTables } from '../support/tables.ts'
import { untilWaiting } from '../support/waiting.ts'
import { SHORT_TIMES, until, useWorkers } from '../support/workerStage.ts'

const stage = useSyncs()
const workers = useWorkers(stage)
const OURS = ['graph', 'sync']
/** Nobody else is called so: it is looked for in whole rows as Postgres spells them. */
const ERASED = 'Zyx & Söhne'
const OTHER = 'another tenant'
const ALONE = 'key of the erased tenant alone'

const write = (sql: string) => stage.pool.query(sql, [ERASED])

/** Two sheets with people, deals, notes, comments and faults, one of them held; synced by both tenants. */
async function fill(): Promise<void> {
  const sheets = [createMixedSheet(stage.simulator), createCrmSheet(stage.simulator, people(20))]
  const [, shrinking = 0] = sheets
  for (const tenant of [ERASED, OTHER]) {
    for (const sheet of sheets) {
      await stage.connect(sheet, { comments: true }, tenant)
      await stage.sync(sheet, { tenant })
    }
  }
  const rows = stage.simulator.sheets.rowIds(shrinking)
  stage.simulator.sheets.updateCells(shrinking, rows[19] ?? 0, { Contact: 'Zyx Changed' })
  stage.simulator.sheets.deleteRows(shrinking, rows.slice(0, 12))
  for (const tenant of [ERASED, OTHER]) {
    expect(await stage.sync(shrinking, { tenant })).toMatchObject({ status: 'held' })
  }
  await editByHand()
  await leaveUndone(shrinking)
}

/** What people do to the graph, and what no sheet of ours brings. */
async function editByHand(): Promise<void> {
  await write(`update graph.contact set description = 'Zyx: by hand' where tenant = $1`)
  for (const node of ['contact', 'organization', 'opportunity']) {
    await write(`insert into graph.${node}_tagged (tenant, ${node}_id, tag_id)
      select n.tenant, n.id, t.id from graph.${node} n join graph.tag t using (tenant) where tenant = $1
      on conflict do nothing`)
  }
  for (const node of ['contact', 'organization']) {
    await write(`with place as (
        insert into graph.location (tenant, id, locality) values ($1, gen_random_uuid(), 'Zyxdorf') returning *)
      insert into graph.${node}_associated_with_location (tenant, ${node}_id, location_id)
      select tenant, n.id, place.id from graph.${node} n join place using (tenant)`)
  }
  for (const [table, item, value] of [
    ['email', 'raw_email', 'zyx@by-hand.example'],
    ['phone_number', 'raw_phone_number', '+1 zyx'],
  ]) {
    await write(`with item as (
        insert into graph.${table} (tenant, id, ${item}) values ($1, gen_random_uuid(), '${value}') returning *)
      insert into graph.organization_has_${table} (tenant, organization_id, ${table}_id)
      select tenant, n.id, item.id from graph.organization n join item using (tenant)`)
  }
}

/** A run whose process was killed, a sync that was asked for, and a budget of its own. */
async function leaveUndone(sheet: number): Promise<void> {
  const { id, sheetId } = await stage.connection(sheet, ERASED)
  const runId = randomUUID()
  await startRun(stage.pool, {
    ...{ id: runId, connectionId: id, tenant: ERASED, sheetId },
    ...{ trigger: 'schedule', worker: 'elsewhere/1' },
  })
  await write(`update sync.connection set current_run_id = '${runId}', key_hash = '${ALONE}'
    where tenant = $1 and sheet_id = '${sheetId}'`)
  await stageRecords(stage.pool, runId, [company('1', { name: 'Staged Zyx' })])
  await stage.pool.query('insert into sync.api_budget (key_hash, tokens) values ($1, 1)', [ALONE])
  await requestSync(stage.pool, id, { full: true, now: stage.clock.now() })
}

const tablesOfTenants = async () =>
  (
    await stage.pool.query<{ name: string }>(
      `select format('%I.%I', c.table_schema, c.table_name) as name
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = any($1) and c.column_name = 'tenant' and t.table_type = 'BASE TABLE' order by 1`,
      [OURS],
    )
  ).rows.map(({ name }) => name)

const sorted = (tables: ReadonlyMap<string, readonly string[]>) =>
  [...tables].map(([name, rows]) => [name, rows.toSorted()])
const erase = () => purgeTenant({ pool: stage.pool, clock: stage.clock }, ERASED)
/** Tables, also those of the queue, in which something of the erased tenant stands. */
async function traces(words: readonly string[]): Promise<string[]> {
  const tables = await rowsOfTables(stage.pool, [...OURS, 'pgboss', 'public'])
  return [...tables]
    .filter(([, rows]) => rows.some((row) => words.some((word) => row.toLowerCase().includes(word))))
    .map(([name]) => name)
}

describe('disconnect --all --purge', () => {
  it('leaves no byte of the tenant in any table, and every byte of every other', async () => {
    await fill()
    const before = await rowsOfTables(stage.pool, OURS)
    const empty = (await tablesOfTenants()).filter(
      (name) => !before.get(name)?.some((row) => row.includes(ERASED)),
    )
    expect(empty).toEqual([])
    expect(before.get('sync.stage')).toHaveLength(1)

    expect(await erase()).toBe(true)
    const others = [...before].map(([name, rows]): [string, string[]] => [
      name,
      rows.filter((row) => ![ERASED, 'Staged Zyx', ALONE].some((word) => row.includes(word))),
    ])
    expect(sorted(await rowsOfTables(stage.pool, OURS))).toEqual(sorted(new Map(others)))
    expect(await traces([ERASED.toLowerCase()])).toEqual([])
    expect(await erase()).toBe(false)
  })

  it('finds the jobs of the queue without a name, and those that wait come to nothing', async () => {
    const sheet = createCrmSheet(stage.simulator, people(3, 700))
    await stage.connect(sheet, {}, ERASED)
    await workers.dueNow()
    const worker = await workers.start('worker/1')
    await until(() => workers.reports.length === 1)
    await worker.stop()
    expect(await traces(['person haa'])).toEqual(
      expect.arrayContaining(['graph.contact', 'graph.is_linked_with']),
    )

    const { id } = await stage.connection(sheet, ERASED)
    const queue = await openQueue({ pool: stage.pool, trouble: () => undefined, times: SHORT_TIMES })
    await queue.send([{ connectionId: id, tenant: ERASED, startAt: new Date() }])
    await erase()
    expect(await traces([ERASED.toLowerCase(), 'person haa', 'company-700'])).toEqual([])
    const done: string[] = []
    const handle = jobHandler(workers.context('worker/2'), new AbortController().signal, () => undefined)
    await queue.work(async (job) => {
      await handle(job)
      done.push(job.connectionId)
    }, 1)
    await until(() => done.length === 1)
    await queue.drain()
    await queue.close()
    expect([done, await traces([ERASED.toLowerCase(), 'person haa'])]).toEqual([[id], []])
  })

  it.each([
    ['before', 'superseded'],
    ['after', 'succeeded'],
  ])('R15 %s the merge of a sync at work: nothing of it is left', async (when, status) => {
    const sheet = createCrmSheet(stage.simulator, people(3, 700))
    await stage.connect(sheet, {}, ERASED)
    const both = await transaction(stage.pool, async (client) => {
      await lockTenant(client, ERASED)
      const sync = () => stage.sync(sheet, { tenant: ERASED })
      const first = when === 'before' ? erase() : sync()
      await untilWaiting(stage.pool, 'advisory')
      const second = when === 'before' ? sync() : erase()
      await untilWaiting(stage.pool, 'advisory', 2)
      return { ended: Promise.all([first, second]) }
    })
    expect(await both.ended).toEqual(expect.arrayContaining([true, expect.objectContaining({ status })]))
    expect(await traces([ERASED.toLowerCase(), 'person haa'])).toEqual([])
    expect((await stage.pool.query('select from sync.stage')).rowCount).toBe(0)
  })
})
