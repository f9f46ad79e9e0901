import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '../../simulator/store/model.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { ask } from '../support/ask.ts'

let simulator: Simulator

beforeEach(async () => {
  simulator = await startSimulator()
})

afterEach(() => simulator.close())

function control(method: string, path: string, body?: Json) {
  const url = new URL(`/_control/${path}`, simulator.baseUrl).href
  return ask(url, { method, ...(body === undefined ? {} : { body }) })
}

const get = (path: string, key = simulator.apiKey) => ask(`${simulator.baseUrl}${path}`, { key })

async function edit(body: Json): Promise<Json> {
  const reply = await control('POST', 'edits', body)
  expect(reply.status).toBe(200)
  return (reply.body as { result: Json[] }).result[0] ?? null
}

describe('the control API', () => {
  it('every edit works as data', async () => {
    const sheetId = await edit({
      edit: 'createSheet',
      name: 'From a shell',
      columns: [{ title: 'Name' }, { title: 'Who', type: 'CONTACT_LIST' }],
      rows: [{ cells: { Name: 'a' }, children: [{ cells: { Name: 'b' } }] }],
    })
    const id = Number(sheetId)
    const [a = 0, b = 0] = simulator.sheets.rowIds(id)
    const [c = 0] = (await edit({
      edit: 'addRows',
      sheetId: id,
      rows: [{ cells: {} }],
      place: { toTop: true },
    })) as number[]
    await edit({
      edit: 'updateCells',
      sheetId: id,
      rowId: c,
      cells: { Name: 'c', Who: { contact: { name: 'Di' } } },
    })
    await edit({ edit: 'moveRow', sheetId: id, rowId: c, place: { parentId: a } })
    await edit({ edit: 'deleteRows', sheetId: id, rowIds: [b] })
    await edit({ edit: 'addColumn', sheetId: id, column: { title: 'Age' }, index: 0 })
    await edit({ edit: 'renameColumn', sheetId: id, column: 'Name', title: 'Title' })
    await edit({
      edit: 'changeColumn',
      sheetId: id,
      column: 'Age',
      type: 'PICKLIST',
      extras: { hidden: true },
      index: 1,
    })
    await edit({ edit: 'deleteColumn', sheetId: id, column: 'Who' })
    const discussionId = await edit({ edit: 'addDiscussion', sheetId: id, rowId: c, text: 'Hello' })
    await edit({ edit: 'addComment', sheetId: id, discussionId, text: 'Hello you' })
    await edit({ edit: 'touch', sheetId: id })
    expect((await get(`/sheets/${id}`)).body).toMatchObject({
      version: 11,
      columns: [{ title: 'Title' }, { title: 'Age', type: 'PICKLIST', hidden: true }],
      rows: [{ id: a }, { id: c, parentId: a, cells: [{ value: 'c' }, {}] }],
    })
    const sheets = { result: [{ id, name: 'From a shell', version: 11, rows: 2 }] }
    expect((await control('GET', 'sheets')).body).toEqual(sheets)
    await edit({ edit: 'deleteSheet', sheetId: id })
    expect((await get(`/sheets/${id}`)).status).toBe(404)
  })

  it('faults are added, come by chance, and go', async () => {
    await control('POST', 'faults', {
      times: 'always',
      when: { path: '/users' },
      act: { kind: 'answer', status: 503 },
    })
    expect((await get('/users/me')).status).toBe(503)
    expect((await get('/sheets')).status).toBe(200)
    await control('DELETE', 'faults')
    expect((await get('/users/me')).status).toBe(200)
    expect((await control('POST', 'faults/random', { probability: 0 })).status).toBe(200)
  })

  it('an edit can wait for a request', async () => {
    const sheetId = simulator.sheets.createSheet({ name: 'S', columns: [{ title: 'N' }] })
    const act = { kind: 'edit', edits: [{ edit: 'touch', sheetId }] }
    await control('POST', 'faults', { when: { path: '/version' }, act })
    expect((await get(`/sheets/${sheetId}/version`)).body).toEqual({ version: 1 })
  })

  it('keys are added, and requests listed and forgotten', async () => {
    const reply = await control('POST', 'keys', { key: 'second-key', sees: [] })
    expect(reply.body).toEqual({ result: { key: 'second-key' } })
    await get('/users/me', 'second-key')
    expect((await control('GET', 'requests')).body).toMatchObject({
      result: [{ path: '/2.0/users/me', status: 200 }],
    })
    await control('DELETE', 'requests')
    expect(simulator.requests).toEqual([])
  })

  it.each<[string, Json, RegExp]>([
    ['edits', { edit: 'touch', sheetId: 1 }, /no sheet 1/],
    ['edits', { edit: 'tuch', sheetId: 1 }, /edit/],
    ['faults', { act: { kind: 'reset', ms: 3 } }, /ms/],
    ['keys', { key: '' }, /key/],
  ])('a mistake in %s %j is told in words', async (path, body, message) => {
    const reply = await control('POST', path, body)
    expect(reply.status).toBe(400)
    expect((reply.body as { message: string }).message).toMatch(message)
  })

  it('an unknown command lists those that there are', async () => {
    const reply = await control('GET', 'nothing')
    expect(reply.status).toBe(404)
    expect((reply.body as { message: string }).message).toContain('POST /_control/edits')
  })
})
