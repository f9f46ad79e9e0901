import { expect, it } from 'vitest'
import { createCrmSheet, TRIO, useSyncs } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'

const stage = useSyncs()

it('R15 a merge whose run was taken over is cancelled as soon as its heartbeat tells, whatever it waits for', async () => {
  const sheet = createCrmSheet(stage.simulator, TRIO)
  const lock = await stage.pool.connect()
  await lock.query('begin; lock table graph.opportunity in access exclusive mode')
  const sync = stage.sync(sheet)
  await untilWaiting(stage.pool, 'relation')
  await stage.pool.query(
    `update sync.run set status = 'failed', error_code = 'interrupted' where status = 'running'`,
  )
  expect(await sync).toMatchObject({ status: 'superseded', errorCode: 'superseded' })
  await lock.query('rollback')
  lock.release()
  expect(await stage.rows('select from graph.contact where tenant = $1')).toEqual([])
})
