import { createSampleSheet } from '../../simulator/sample/sampleSheet.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { ask } from './ask.ts'
import type { Answer } from './openapi.ts'

/** What the reader asks of every sheet (src/smartsheet/read.ts). */
const AS_READ = 'level=2&include=objectValue,rowPermalink,discussions&page=1&pageSize=500'

interface Stage {
  simulator: Simulator
  sheet: string
  column: number
  /** A child row, and the one below it. */
  rows: readonly [number, number]
  discussion: number
  report: number
}

/** The path of each request, by what it asks for. */
const ASKED: Readonly<Record<string, (stage: Stage) => string>> = {
  'the list of sheets': () => '/sheets',
  'the list of sheets with their versions': () => '/sheets?include=sheetVersion,source&includeAll=true',
  'a sheet as it is read': ({ sheet }) => `${sheet}?${AS_READ}`,
  'a sheet, bare': ({ sheet }) => sheet,
  'a sheet with all that may be included': ({ sheet }) =>
    `${sheet}?level=2&include=objectValue,columnType,writerInfo,format,ownerInfo,rowPermalink,discussions`,
  'a sheet past its last page': ({ sheet }) => `${sheet}?page=99&pageSize=2`,
  'a sheet that has not changed': ({ sheet }) => `${sheet}?ifVersionAfter=999`,
  'a version': ({ sheet }) => `${sheet}/version`,
  'the columns of a sheet': ({ sheet }) => `${sheet}/columns?level=2&include=format`,
  'the columns of a sheet, flattened': ({ sheet }) => `${sheet}/columns`,
  'a column': ({ sheet, column }) => `${sheet}/columns/${column}?level=2`,
  'a row': ({ sheet, rows: [row] }) =>
    `${sheet}/rows/${row}?level=2&include=objectValue,rowPermalink,discussions,columns`,
  'the row below it': ({ sheet, rows: [, next] }) => `${sheet}/rows/${next}`,
  'the discussions of a sheet': ({ sheet }) => `${sheet}/discussions?include=comments&page=1&pageSize=100`,
  'the discussions of a sheet without comments': ({ sheet }) => `${sheet}/discussions`,
  'the discussions of a row': ({ sheet, rows: [row] }) => `${sheet}/rows/${row}/discussions?include=comments`,
  'a discussion': ({ sheet, discussion }) => `${sheet}/discussions/${discussion}`,
  'the user': () => '/users/me',
  'the list of reports': () => '/reports',
  'a report': ({ report }) => `/reports/${report}`,
  'a report with typed values': ({ report }) =>
    `/reports/${report}?level=3&include=objectValue&page=1&pageSize=50`,
  '400 to a parameter that is unknown': ({ sheet }) => `${sheet}?nonsense=1`,
  '400 to a bad value': ({ sheet }) => `${sheet}?page=0`,
  '404 to a sheet that is not there': () => '/sheets/1',
  '404 to its version': () => '/sheets/1/version',
  '404 to its columns': () => '/sheets/1/columns',
  '404 to a column': ({ sheet }) => `${sheet}/columns/1`,
  '404 to a row': ({ sheet }) => `${sheet}/rows/1`,
  '404 to discussions': () => '/sheets/1/discussions',
  '404 to a discussion': ({ sheet }) => `${sheet}/discussions/1`,
  '404 to the discussions of a row': () => '/sheets/1/rows/1/discussions',
  '404 to a report opened as a sheet': ({ report }) => `/sheets/${report}`,
  '404 to a report that is not there': () => '/reports/1',
}

/** The key of each request that is refused because of its key. */
const REFUSED: Readonly<Record<string, (simulator: Simulator) => string | null>> = {
  '401 to an unknown key': () => 'unknown-key',
  '401 to an expired key': (simulator) => simulator.addKey({ expired: true }),
  '403 to a key that may not see the sheet': (simulator) => simulator.addKey({ sees: [] }),
  '403 to no key': () => null,
  '429 to too many requests': (simulator) => simulator.addKey({ requestsPerMinute: 0 }),
}

export const SERVED = [...Object.keys(ASKED), ...Object.keys(REFUSED)]

/** What the simulator answers to each request of `SERVED`, from its sample sheet and a report over it. */
export async function servedAnswers(): Promise<Map<string, Answer>> {
  await using stage = await startStage()
  const { simulator, sheet } = stage
  const served = new Map<string, Answer>()
  async function serve(name: string, path: string, key: string | null): Promise<void> {
    const { status, body } = await ask(simulator.baseUrl + path, { key })
    served.set(name, { name, url: `/2.0${path}`, status, body })
  }
  for (const [name, path] of Object.entries(ASKED)) await serve(name, path(stage), simulator.apiKey)
  for (const [name, key] of Object.entries(REFUSED)) await serve(name, `${sheet}/version`, key(simulator))
  return served
}

async function startStage(): Promise<Stage & AsyncDisposable> {
  const simulator = await startSimulator()
  const { sheetId, rowIds } = createSampleSheet(simulator)
  const { columns = [], discussions = [] } = simulator.store.sheets.get(sheetId) ?? {}
  return {
    simulator,
    sheet: `/sheets/${sheetId}`,
    column: columns[0]?.id ?? 0,
    rows: [rowIds[1] ?? 0, rowIds[2] ?? 0],
    discussion: discussions[0]?.id ?? 0,
    report: simulator.createReport({ name: 'All', sheetId, columns: columns.map(({ title }) => title) }),
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}
