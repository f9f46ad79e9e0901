import { describe, expect, it } from 'vitest'
import { people } from '../support/syncStage.ts'
import { untilWaiting } from '../support/waiting.ts'
import { until, useWorkerMachine, WORKER_ENV } from '../support/workerMachine.ts'

const stage = useWorkerMachine()

describe('HTTP of a worker', () => {
  it('says that it lives and is ready, counts what it does, and syncs on demand; not ready once it stops', async () => {
    const serving = stage.worker({ ADMIN_TOKEN: 'the-admin-token' })
    await until(() => /HTTP is served at (http:[^"]+)/.test(serving.log()))
    const [, url = ''] = /HTTP is served at (http:[^"]+)/.exec(serving.log()) ?? []
    const headers = { authorization: 'Bearer the-admin-token' }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    await until(async () => (await stage.runs()).at(-1)?.status === 'succeeded')
    const [connection] = (await stage.machine.db.pool.query<{ id: string }>('select id from sync.connection'))
      .rows
    const target = `${url}/api/v1/connections/${connection?.id ?? ''}/sync`
    expect((await fetch(target, { method: 'POST' })).status).toBe(401)
    expect((await fetch(target, { method: 'POST', headers })).status).toBe(202)
    await until(
      async () => (await stage.runs()).length === 2 && (await stage.runs()).at(-1)?.status !== 'running',
    )
    const open = await (await fetch(`${url}/metrics`)).text()
    expect(open).toContain('smartsheet_sync_runs_total{status="succeeded"} 1')
    expect(open).toContain('smartsheet_sync_runs_total{status="unchanged"} 1')
    expect(open).not.toContain(`tenant-${stage.sheet}`)
    expect(await (await fetch(`${url}/metrics`, { headers })).text()).toContain(
      `tenant="tenant-${stage.sheet}"`,
    )

    const free = await stage.holdInserts('graph.organization')
    await stage.machine.db.pool.query('update sync.connection set last_version = null, next_due_at = now()')
    stage.machine.simulator.sheets.addRows(
      stage.sheet,
      people(1, 900).map((cells) => ({ cells })),
    )
    await untilWaiting(stage.machine.db.pool, 'advisory')
    const ended = serving.stop('SIGTERM')
    await until(async () => (await fetch(`${url}/readyz`)).status === 503)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await ended).exitCode).toBe(0)
    await free()
  })

  it('on a port that is taken is exit 2, with what to do', async () => {
    const first = stage.worker({ HTTP_PORT: '0' })
    await until(() => /HTTP is served at /.test(first.log()))
    const [, port = ''] = /HTTP is served at http:\/\/[^:]+:(\d+)/.exec(first.log()) ?? []
    const second = await stage.machine.run('worker', { env: { ...WORKER_ENV, HTTP_PORT: port } })
    expect(second.exitCode).toBe(2)
    expect(second.stderr).toMatch(/\nerror: .*\n {2}→ .*HTTP_PORT/)
  })
})
