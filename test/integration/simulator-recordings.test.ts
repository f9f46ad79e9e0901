import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { without } from '../../simulator/store/members.ts'
import type { Json, JsonObject } from '../../simulator/store/model.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { ask } from '../support/ask.ts'
import type { SheetBody } from '../support/peopleSheet.ts'
import { RECORDED_FOLDER as FOLDER, RECORDED_PRESENT as PRESENT } from '../support/recorded.ts'

interface Recording {
  request: { url: string }
  response: { status: number; body: JsonObject }
}

function recording(name: string): Recording {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Recording
}

const NAMES = PRESENT ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : []
const SHEET_NAMES = NAMES.filter((name) => /^(get-s|us-contacts-sheet)/.test(name))
const CONTACTS = '/2.0/sheets/7719639380715396'

if (!PRESENT) {
  it('the recorded answers are absent: comparing with them was left out', () => {
    expect(NAMES).toEqual([])
  })
}

describe.runIf(PRESENT)('the engine against the recorded answers', () => {
  let simulator: Simulator
  const get = async (path: string) => {
    const reply = await ask(new URL(path, simulator.baseUrl).href, { key: simulator.apiKey })
    return { ...reply, body: reply.body as JsonObject }
  }

  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.serveRecordings(FOLDER, { exact: false })
  })
  afterAll(() => simulator.close())

  /** As recorded, but for what is random there (attachment options) or of one moment (refId). */
  function comparable(body: JsonObject): Json {
    const options = body['effectiveAttachmentOptions']
    const rest = without(body, ['effectiveAttachmentOptions', 'refId'])
    return { ...rest, ...(Array.isArray(options) ? { options: [...options].sort() } : {}) }
  }

  // One recording was made after edits that were not recorded: version 4.
  const unedited = SHEET_NAMES.filter((name) => recording(name).response.body['version'] !== 4)

  it.each(unedited)('%s is answered with the same keys, cells and page', async (name) => {
    const { request, response } = recording(name)
    const { status, body } = await get(request.url)
    expect(status).toBe(response.status)
    expect(comparable(body)).toEqual(comparable(response.body))
  })

  it.each(NAMES.filter((name) => name.startsWith('get-report')))(
    '%s has the same rows and columns',
    async (name) => {
      const { request, response } = recording(name)
      const { body } = await get(request.url)
      expect(body['rows']).toEqual(response.body['rows'])
      expect(body['columns']).toEqual(response.body['columns'])
      expect(body['totalRowCount']).toEqual(response.body['totalRowCount'])
    },
  )

  it.each(NAMES.filter((name) => name.startsWith('list-')))(
    '%s has the same envelope and keys',
    async (name) => {
      const { request, response } = recording(name)
      const { body } = await get(request.url)
      expect(Object.keys(body).sort()).toEqual(Object.keys(response.body).sort())
      const [entry] = body['data'] as JsonObject[]
      const [recorded] = response.body['data'] as JsonObject[]
      if (entry && recorded) expect(Object.keys(entry).sort()).toEqual(Object.keys(recorded).sort())
    },
  )

  it('the user has the recorded keys', async () => {
    const { request, response } = recording('auth-sanity-get-users-me.json')
    const recorded = Object.keys(response.body).filter((key) => key !== 'lastLogin')
    expect(Object.keys((await get(request.url)).body).sort()).toEqual(recorded.sort())
  })

  it('the contacts sheet is read in pages of any size, with permalinks and its version', async () => {
    const recorded = recording('us-contacts-sheet-level-2.json').response.body as SheetBody
    const expected = recorded.rows.map((row) => ({
      ...row,
      permalink: `${recorded.permalink}?rowId=${row.id}`,
    }))
    for (const pageSize of [1, 2, 3, 500, 10_000]) {
      const rows: JsonObject[] = []
      for (let page = 1; page <= Math.ceil(3 / pageSize); page += 1) {
        const query = `include=objectValue,rowPermalink&level=2&page=${page}&pageSize=${pageSize}`
        rows.push(...((await get(`${CONTACTS}?${query}`)).body['rows'] as JsonObject[]))
      }
      expect(rows).toEqual(expected)
    }
    expect((await get(`${CONTACTS}/version`)).body).toEqual({ version: 2 })
  })

  it('at level 0 the recorded multi-picklist is flattened to text', async () => {
    const { body } = await get(CONTACTS)
    const cell = (body['rows'] as { cells: JsonObject[] }[])[0]?.cells[4]
    const text = 'simple-smartsheet, nornir'
    expect(cell).toEqual({ columnId: 1196977720452996, value: text, displayValue: text })
  })
})

describe.runIf(PRESENT)('recorded answers, word for word', () => {
  let simulator: Simulator
  const get = (path: string) => ask(new URL(path, simulator.baseUrl).href, { key: simulator.apiKey })

  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.serveRecordings(FOLDER)
  })
  afterAll(() => simulator.close())

  it('a recorded request gets the recorded answer, whatever the order of its parameters', async () => {
    const { response } = recording('us-contacts-sheet-level-2.json')
    expect((await get(`${CONTACTS}?include=objectValue&level=2`)).body).toEqual(response.body)
    expect(await get('/2.0/sheets/1')).toMatchObject({ status: 404, body: { errorCode: 1006 } })
    expect((await get('/2.0/users/me')).body).toMatchObject({ email: 'owner@example.com' })
  })

  it('an edited sheet is answered as it is now, not as it was recorded', async () => {
    const [first = 0] = simulator.sheets.rowIds(7719639380715396)
    simulator.sheets.updateCells(7719639380715396, first, { Married: false })
    const { body } = await get(`${CONTACTS}?level=2&include=objectValue`)
    expect(body).toMatchObject({ version: 3, rows: [{ cells: { 6: { value: false } } }, {}, {}] })
  })
})
