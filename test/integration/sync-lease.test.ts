import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/connections/apiKey.ts'
import { lockTenant } from '../../src/graph/lock.ts'
import { transaction } from '../../src/db/transaction.ts'
import { graphState } from '../support/records.ts'
import { createCrmSheet, people, TRIO, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()
const ELSEWHERE = 'another-host/1'

/** Starts a sync, and does `meanwhile` when it has read everything and waits for its turn to merge. */
async function duringMerge(sheet: number, meanwhile: () => Promise<void>) {
  const running = await transaction(stage.pool, async (client) => {
    await lockTenant(client, stage.tenant)
    const sync = stage.sync(sheet, { worker: ELSEWHERE })
    await untilWaiting(stage.pool, 'advisory')
    await meanwhile()
    return { sync }
  })
  return running.sync
}

describe('R15 one writer', () => {
  it('R15 a second sync of a connection begins nothing, and says who is at work', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const first = await duringMerge(sheet, async () => {
      await expect(stage.sync(sheet)).rejects.toMatchObject({
        code: 'already_running',
        message: expect.stringContaining(ELSEWHERE) as unknown,
      })
    })
    expect(first).toMatchObject({ status: 'succeeded' })
    expect(await stage.rows('select from sync.run where tenant = $1')).toHaveLength(1)
  })

  it('R15 a run without a heartbeat for 90 s is taken over; when it wakes up it is superseded and writes nothing', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    const before = await graphState(stage.pool)
    let second: Promise<unknown> | undefined
    const first = await duringMerge(sheet, async () => {
      await stage.rows(
        `update sync.run set heartbeat_at = heartbeat_at - interval '91 s' where tenant = $1 and status = 'running'`,
      )
      // Only takes the lease: it has its own turn after the first.
      stage.simulator.faults.add({ act: { kind: 'answer', status: 404, body: NOT_FOUND } })
      second = stage.sync(sheet)
      await second
    })
    expect(await second).toMatchObject({ status: 'failed', errorCode: 'sheet_not_found' })
    expect(first).toMatchObject({ status: 'superseded', errorCode: 'superseded' })
    expect(await graphState(stage.pool)).toEqual(before)
    expect(
      await stage.rows('select status, error_code from sync.run where tenant = $1 order by started_at, id'),
    ).toEqual([
      { status: 'superseded', error_code: 'superseded' },
      { status: 'failed', error_code: 'sheet_not_found' },
    ])
    expect(await stage.sync(sheet)).toMatchObject({ status: 'succeeded' })
  })

  it('R18 a run that is killed has said whose key it read with: the same key is no reason to try again', async () => {
    const keyHash = fingerprint(stage.simulator.apiKey)
    await duringMerge(createCrmSheet(stage.simulator, TRIO), async () => {
      expect(await stage.rows('select key_hash from sync.connection where tenant = $1')).toEqual([
        { key_hash: keyHash },
      ])
    })
  })

  it('R15 two sheets of one tenant about the same people at once make each of them once', async () => {
    const sheets = [1, 2, 3].map(() => createCrmSheet(stage.simulator, people(30)))
    const reports = await Promise.all(sheets.map((sheet) => stage.sync(sheet)))
    expect(reports.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded'])
    expect(await stage.rows('select from graph.contact where tenant = $1')).toHaveLength(30)
    expect(await stage.rows('select from graph.organization where tenant = $1')).toHaveLength(30)
    expect(await stage.rows('select from graph.is_linked_with where tenant = $1')).toHaveLength(180)
  })

  it('R14 a sync that is stopped leaves the graph as it was, and is due at once', async () => {
    const sheet = createCrmSheet(stage.simulator, TRIO)
    await stage.connection(sheet)
    const before = await graphState(stage.pool)
    const stop = new AbortController()
    stage.simulator.faults.add({ when: { page: 2 }, act: { kind: 'edit', run: () => stop.abort() } })
    const report = await stage.sync(sheet, { signal: stop.signal, pageSize: 1 })
    expect(report).toMatchObject({ status: 'failed', errorCode: 'interrupted' })
    expect(await graphState(stage.pool)).toEqual(before)
    const { state, nextDueAt } = await stage.connection(sheet)
    expect([state, nextDueAt]).toEqual(['active', stage.clock.now()])
    expect((await stage.pool.query('select from sync.stage')).rowCount).toBe(0)
  })
})

const NOT_FOUND = { errorCode: 1006, message: 'Not Found' }
