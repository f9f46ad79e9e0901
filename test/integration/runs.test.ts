import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { saveConnection } from '../../src/connections/store.ts'
import { listChanges } from '../../src/runs/changes.ts'
import { listIssues, replaceIssues } from '../../src/runs/issues.ts'
import type { StoredIssue } from '../../src/runs/model.ts'
import {
  findRun,
  finishRun,
  heartbeat,
  latestRuns,
  listRuns,
  type RunEnd,
  startRun,
} from '../../src/runs/runs.ts'
import { createTestDatabase } from '../support/database.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())

const acme = { tenant: 'acme', sheetId: '11' }
let connectionId = ''
beforeEach(async () => {
  await db.pool.query('truncate sync.connection, sync.run, sync.change cascade')
  const saved = await saveConnection(db.pool, acme, {}, { intervalHours: 1, now: new Date() })
  connectionId = saved.connection.id
})

async function start(over: { tenant?: string; connectionId?: string } = {}): Promise<string> {
  const id = randomUUID()
  await startRun(db.pool, { id, connectionId, ...acme, trigger: 'cli', worker: 'host/1', ...over })
  return id
}

const end = (over: Partial<RunEnd> = {}): RunEnd => ({
  status: 'succeeded',
  sheetVersion: '7',
  rowsRead: 3,
  rowsMapped: 2,
  rowsEmpty: 1,
  rowsRejected: 0,
  counts: { Contact: { created: 2, updated: 0, unchanged: 0, archived: 0 } },
  removalsHeld: 0,
  apiRequests: 2,
  apiRetries: 1,
  errorCode: null,
  errorMessage: null,
  ...over,
})

const issue = (over: Partial<StoredIssue> = {}): StoredIssue => ({
  severity: 'warning',
  code: 'invalid_email',
  message: 'no email address',
  rowId: '9007199254740993',
  rowNumber: 2,
  columnId: '5',
  columnTitle: 'Email',
  valueExcerpt: 'bob@',
  permalink: 'https://app.smartsheet.com/sheets/x?rowId=9007199254740993',
  ...over,
})

describe('runs', () => {
  it('a run is running with a heartbeat until it is finished, with all its figures', async () => {
    const id = await start()
    expect(await findRun(db.pool, id)).toMatchObject({
      status: 'running',
      worker: 'host/1',
      finishedAt: null,
    })
    expect(await heartbeat(db.pool, id)).toBe(true)
    expect(await finishRun(db.pool, id, end())).toBe(true)
    expect(await findRun(db.pool, id)).toMatchObject({
      ...end(),
      tenant: 'acme',
      finishedAt: expect.any(Date) as Date,
    })
  })

  it('R15 a run that was given up stays so: it has no heartbeat any more and cannot claim success', async () => {
    const id = await start()
    await finishRun(db.pool, id, end({ status: 'failed', errorCode: 'interrupted', errorMessage: 'gone' }))
    expect(await heartbeat(db.pool, id)).toBe(false)
    expect(await finishRun(db.pool, id, end())).toBe(false)
    expect(await findRun(db.pool, id)).toMatchObject({ status: 'failed' })
  })

  it('R5 R16 the database refuses success over rows that do not add up, were rejected, or are held', async () => {
    const id = await start()
    await expect(finishRun(db.pool, id, end({ rowsRead: 4 }))).rejects.toThrow('run_rows_add_up')
    await expect(finishRun(db.pool, id, end({ rowsMapped: 1, rowsRejected: 1 }))).rejects.toThrow(
      'run_success_is_whole',
    )
    await expect(finishRun(db.pool, id, end({ removalsHeld: 1 }))).rejects.toThrow('run_success_is_whole')
  })

  it('lists the newest first, of one tenant or all, and the last run of each connection', async () => {
    const first = await start()
    const second = await start()
    const other = await start({ tenant: 'b', connectionId: randomUUID() })
    expect((await listRuns(db.pool, { limit: 2 })).map((run) => run.id)).toEqual([other, second])
    expect((await listRuns(db.pool, { tenant: 'acme', limit: 9 })).map((run) => run.id)).toEqual([
      second,
      first,
    ])
    expect((await latestRuns(db.pool, [connectionId])).get(connectionId)?.id).toBe(second)
  })

  it('a run is found by its id, or by its last characters', async () => {
    const id = await start()
    await start()
    expect((await findRun(db.pool, id.slice(-8).toUpperCase()))?.id).toBe(id)
    expect(await findRun(db.pool, '')).toBeNull()
    expect(await findRun(db.pool, '%')).toBeNull()
    expect(await findRun(db.pool, "'; drop table x")).toBeNull()
  })

  it('shows what a run changed: names of entities, and of those they refer to, and the row behind', async () => {
    const id = await start()
    const [deal, owner, nameless, gone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    await db.pool.query(
      `with mail as (insert into graph.email (tenant, id, raw_email) values ('acme', $2, 'bo@us.example'))
       insert into graph."user" (tenant, id, name) values ('acme', $1, 'Olga'), ('acme', $2, null)`,
      [owner, nameless],
    )
    await db.pool.query(
      `insert into graph.user_has_email (tenant, user_id, email_id) values ('acme', $1, $1)`,
      [nameless],
    )
    await db.pool.query(`insert into graph.opportunity (tenant, id, name) values ('acme', $1, 'Rollout')`, [
      deal,
    ])
    await db.pool.query(
      `insert into graph.is_linked_with
         (tenant, node_label, node_id, external_id, external_id_second, row_id, external_url, row_modified_at,
          external_source, payload)
       select 'acme', 'Opportunity', $1, row, '11', row, 'https://row/' || row, modified::timestamptz, 'deal',
         '{"fields": {}, "refs": {}, "keys": []}'
       from (values ('5', '2026-01-01'), ('6', '2026-02-02')) r (row, modified)`,
      [deal],
    )
    await db.pool.query(
      `insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
       values ($1, 'acme', 'Opportunity', $3, 'name', '"Roll-out"', '"Rollout"', '5'),
         ($1, 'acme', 'Opportunity', $3, 'owner_user_id', to_jsonb($4::uuid), to_jsonb($5::uuid), null),
         ($1, 'acme', 'Opportunity', $3, 'owner_user_id', to_jsonb($6::uuid), null, '5'),
         ($2, 'acme', 'Opportunity', $3, 'archived', 'false', 'true', null)`,
      [id, randomUUID(), deal, gone, owner, nameless],
    )
    const common = { label: 'Opportunity', nodeId: deal, nodeName: 'Rollout' }
    expect(await listChanges(db.pool, id, 10)).toEqual([
      {
        ...common,
        ...{ field: 'name', oldValue: 'Roll-out', newValue: 'Rollout', oldName: null, newName: null },
        ...{ rowId: '5', rowUrl: 'https://row/5' },
      },
      {
        ...common,
        ...{ field: 'owner_user_id', oldValue: gone, newValue: owner, oldName: null, newName: 'Olga' },
        ...{ rowId: null, rowUrl: 'https://row/6' },
      },
      {
        ...common,
        ...{
          field: 'owner_user_id',
          oldValue: nameless,
          newValue: null,
          oldName: 'bo@us.example',
          newName: null,
        },
        ...{ rowId: '5', rowUrl: 'https://row/5' },
      },
    ])
  })
})

describe('issues', () => {
  it('R5 those of the last run take the place of the former ones, in the order of the sheet', async () => {
    const run = { tenant: 'acme', connectionId, runId: await start() }
    await replaceIssues(db.pool, run, [issue({ rowNumber: 1 })])
    const missing = issue({
      code: 'column_missing',
      rowId: null,
      rowNumber: null,
      permalink: null,
      valueExcerpt: null,
    })
    const later = [issue({ rowNumber: 10 }), issue({ rowNumber: 2, severity: 'error' }), missing]
    await replaceIssues(db.pool, run, later)
    expect(await listIssues(db.pool, connectionId)).toEqual([missing, later[1], later[0]])
    await replaceIssues(db.pool, run, [])
    expect(await listIssues(db.pool, connectionId)).toEqual([])
  })
})
