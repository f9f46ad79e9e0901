import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { createSampleSheet } from '../../simulator/sample/sampleSheet.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { ask } from '../support/ask.ts'

interface Body {
  version: number
  totalRowCount: number
  columns: { id: number; title: string; type: string; hidden?: boolean }[]
  rows: { id: number; parentId?: number; cells: Record<string, unknown>[] }[]
}

async function read(simulator: Simulator, sheetId: number, query: string): Promise<Body> {
  const { body } = await ask(`${simulator.baseUrl}/sheets/${sheetId}?${query}`, { key: simulator.apiKey })
  return body as Body
}

const EVERYTHING = 'level=2&include=objectValue'

describe('the sample CRM sheet', () => {
  let simulator: Simulator
  let sheetId: number
  let body: Body

  beforeAll(async () => {
    simulator = await startSimulator()
    sheetId = createSampleSheet(simulator).sheetId
    body = await read(simulator, sheetId, EVERYTHING)
  })
  afterAll(() => simulator.close())

  const column = (title: string) => body.columns.find((each) => each.title === title)?.id
  const cellsOf = (title: string) =>
    body.rows.flatMap(({ cells }) => cells.filter(({ columnId }) => columnId === column(title)))

  it('has about 150 rows and every column type of the API', () => {
    expect(body.totalRowCount).toBeGreaterThan(140)
    expect(body.totalRowCount).toBeLessThan(165)
    const types = new Set(body.columns.map(({ type }) => type))
    expect([...types].sort()).toEqual([
      'ABSTRACT_DATETIME',
      'CHECKBOX',
      'CONTACT_LIST',
      'DATE',
      'DATETIME',
      'DURATION',
      'MULTI_CONTACT_LIST',
      'MULTI_PICKLIST',
      'PICKLIST',
      'PREDECESSOR',
      'TEXT_NUMBER',
    ])
    for (const { title } of body.columns.filter(({ hidden }) => !hidden)) {
      const filled = cellsOf(title).filter((cell) => Object.keys(cell).length > 1)
      expect(filled.length, title).toBeGreaterThan(0)
    }
  })

  it('has companies as parents, blank rows, and one company in several spellings', () => {
    expect(body.rows.filter(({ parentId }) => parentId !== undefined).length).toBeGreaterThan(80)
    const blank = body.rows.filter(({ cells }) => cells.every((cell) => Object.keys(cell).length === 1))
    expect(blank.length).toBeGreaterThan(4)
    const names = new Set(cellsOf('Company').map(({ value }) => value))
    for (const spelling of ['ACME Corp.', 'Acme Corporation', 'acme corp']) expect(names).toContain(spelling)
  })

  it('has formula errors, a broken link, a picture, and cells filled wrongly', () => {
    const all = body.rows.flatMap(({ cells }) => cells)
    const holds = (part: Record<string, unknown>) => expect(all).toContainEqual(expect.objectContaining(part))
    holds({ value: '#NO MATCH' })
    holds({ linkInFromCell: { status: 'BROKEN', sheetName: 'Industries' } })
    holds({ image: expect.objectContaining({ altText: 'meridian-logo.png' }) as unknown })
    holds({ value: 'TBD' })
    holds({ value: false })
    holds({ value: 0 })
    holds({ value: '' })
    holds({ hyperlink: { url: 'https://www.acme-corp.example' } })
  })

  it('has no address outside of reserved domains, the personal provider aside', () => {
    for (const { value } of cellsOf('Email')) {
      if (typeof value === 'string') expect(value.trim()).toMatch(/[.,]example$|@gmail\.com$/)
    }
  })

  it('has comments by several people, one of whom has no address', async () => {
    const url = `${simulator.baseUrl}/sheets/${sheetId}/discussions?include=comments&includeAll=true`
    const { body: discussions } = await ask(url, { key: simulator.apiKey })
    expect(discussions).toMatchObject({ totalCount: 4 })
    expect(JSON.stringify(discussions)).toContain('"createdBy":{"name":"Guest of the fair"}')
  })

  it('is the same every time', async () => {
    const clock = () => new Date('2026-01-05T10:00:00Z')
    const bodies = await Promise.all(
      [1, 2].map(async () => {
        const other = await startSimulator({ clock })
        const { rows } = await read(other, createSampleSheet(other).sheetId, EVERYTHING)
        await other.close()
        return rows
      }),
    )
    expect(bodies[0]).toEqual(bodies[1])
  })
})

describe('a sheet of the largest size', () => {
  it('is made and read page by page in a few seconds', async () => {
    const simulator = await startSimulator()
    const sheetId = createLargeSheet(simulator, { rows: 20_000, columns: 25 })
    const seen = new Set<number>()
    for (let page = 1; page <= 4; page += 1) {
      const body = await read(simulator, sheetId, `${EVERYTHING}&page=${page}&pageSize=5000`)
      expect(body).toMatchObject({ version: 0, totalRowCount: 20_000 })
      expect(body.columns).toHaveLength(25)
      for (const { id } of body.rows) seen.add(id)
    }
    expect(seen.size).toBe(20_000)
    await simulator.close()
  })
})

describe('the program', () => {
  it('prints address, key and sheets, serves, and ends on SIGTERM', async () => {
    const program = spawn(process.execPath, [
      'simulator/main.ts',
      '--port',
      '0',
      '--key',
      'my-key',
      '--large',
      '3',
    ])
    const printed: Record<string, string> = {}
    for await (const line of createInterface(program.stdout)) {
      const [, name = '', value = ''] = /^([^:]+):\s+(\S+)/.exec(line) ?? []
      printed[name] = value
      if (name === 'Sheet') break
    }
    expect(printed['API key']).toBe('my-key')
    const url = `${printed['Base URL'] ?? ''}/sheets/${printed['Sheet'] ?? ''}`
    expect((await ask(url, { key: 'my-key' })).body).toMatchObject({ totalRowCount: 3 })
    program.kill('SIGTERM')
    expect(await once(program, 'exit')).toEqual([0, null])
  })

  it('tells a wrong option in one line', async () => {
    const program = spawn(process.execPath, ['simulator/main.ts', '--port', 'x'])
    let said = ''
    program.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    expect(await once(program, 'exit')).toEqual([1, null])
    expect(said).toBe('--port takes a whole number, not "x".\n')
  })
})
