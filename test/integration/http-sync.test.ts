import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { requestSync } from '../../src/connections/requests.ts'
import { disconnect, saveConnection } from '../../src/connections/store.ts'
import { SyncError } from '../../src/core/errors.ts'
import type { HttpParts } from '../../src/http/server.ts'
import { ask, type AskOptions } from '../support/ask.ts'
import { createTestDatabase } from '../support/database.ts'
import { ADMIN_TOKEN, fault, useHttp } from '../support/httpStage.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())
const http = useHttp(db)
const now = http.clock.now()

const target = { tenant: 'acme', sheetId: '11' }
const nobody = '00000000-0000-0000-0000-000000000001'
const json = { 'content-type': 'application/json' }
const utf8 = { 'content-type': 'application/json; charset=utf-8' }
let connection = ''

beforeEach(async () => {
  await db.pool.query('truncate sync.connection, sync.request cascade')
  connection = (await saveConnection(db.pool, target, {}, { intervalHours: 1, now })).connection.id
})

const order: HttpParts['requestSync'] = async (id, { full }) => {
  const { rows } = await db.pool.query<{ enabled: boolean }>(
    'select enabled from sync.connection where id = $1',
    [id],
  )
  if (rows[0] === undefined) return 'not_found'
  if (!rows[0].enabled) return 'disconnected'
  await requestSync(db.pool, id, { full, now })
  return 'accepted'
}
const path = (id: string) => `/api/v1/connections/${id}/sync`

/** One POST with the token, to a server of its own. */
async function post(id: string, options: AskOptions = {}, ordered = order) {
  const { url } = await http.serve({ requestSync: ordered })
  return ask(url + path(id), { key: ADMIN_TOKEN, method: 'POST', ...options })
}
const requests = async () =>
  (await db.pool.query<object>('select connection_id, trigger, is_full from sync.request')).rows

describe('POST /api/v1/connections/:id/sync', () => {
  it.each<[string, AskOptions, boolean]>([
    ['without a body', {}, false],
    ['with an empty body that has a type', { headers: json }, false],
    ['with an empty object', { headers: json, body: {} }, false],
    ['in full', { headers: json, body: { full: true } }, true],
    ['of a named charset', { headers: utf8, body: { full: true } }, true],
  ])('asks for a sync %s', async (_, options, full) => {
    const reply = await post(connection, options)
    expect(reply).toMatchObject({
      status: 202,
      body: { connection_id: connection, full, status: 'accepted' },
    })
    expect(await requests()).toEqual([{ connection_id: connection, trigger: 'console', is_full: full }])
  })

  it('knows the id in upper case', async () => {
    expect((await post(connection.toUpperCase())).status).toBe(202)
    expect(await requests()).toHaveLength(1)
  })

  it('finds no connection that there is not', async () => {
    expect(await post(nobody)).toMatchObject({ status: 404, body: fault('connection_not_found') })
  })

  it('asks nothing of a connection that is disconnected', async () => {
    await disconnect(db.pool, target, now)
    expect(await post(connection)).toMatchObject({ status: 409, body: fault('disconnected') })
    expect(await requests()).toEqual([])
  })

  it.each(['1', 'acme', '%00', `${nobody}0`, '%27%3B%20drop%20table%20sync.connection'])(
    'refuses the id %s',
    async (id) => {
      expect(await post(id)).toMatchObject({ status: 400, body: fault('invalid_id') })
    },
  )

  it.each([
    ['[]'],
    ['null'],
    ['"full"'],
    ['{"full": "true"}'],
    ['{"full": 1}'],
    ['{"ful": true}'],
    ['{"full": true, "__proto__": {"full": false}}'],
    ['{"full": true'],
    ['full'],
  ])('refuses the body %s', async (body) => {
    const { url } = await http.serve({ requestSync: order })
    const reply = await fetch(url + path(connection), {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${ADMIN_TOKEN}` },
      body,
    })
    expect([reply.status, await reply.json()]).toEqual([400, fault('invalid_body')])
    expect(await requests()).toEqual([])
  })

  it('refuses a body of another type, or too large a one', async () => {
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: { full: true } }
    expect(await post(connection, form)).toMatchObject({ status: 415, body: fault('unsupported_media_type') })
    expect(await post(connection, { body: { full: true }, headers: {} })).toMatchObject({ status: 415 })
    const large = { headers: json, body: { full: 'x'.repeat(17_000) } }
    expect(await post(connection, large)).toMatchObject({ status: 413, body: fault('too_large') })
  })

  it('does not read the body of who may not ask', async () => {
    const large = { headers: json, body: { full: 'x'.repeat(17_000) } }
    expect(await post(connection, { ...large, key: 'wrong' })).toMatchObject({ status: 401 })
  })

  it('does not wait for a database that hangs', async () => {
    const reply = await post(nobody, {}, () => new Promise(() => undefined))
    expect(reply).toMatchObject({ status: 503, body: fault('database_unavailable') })
  })

  it('says without details that the database is away', async () => {
    const away = new SyncError(
      'database_unavailable',
      'Cannot connect to Postgres at secret.example:5432/crm',
    )
    const reply = await post(nobody, {}, () => Promise.reject(away))
    expect(reply).toMatchObject({ status: 503, body: fault('database_unavailable') })
    expect(String(reply.bytes)).not.toContain('secret.example')
    expect(http.lines.join('')).toContain('secret.example')
  })
})
