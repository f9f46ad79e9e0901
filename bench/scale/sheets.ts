// A process of its own: the sheets of all tenants, each tenant with an API key of its own.
import { createLargeSheet } from '../../simulator/sample/largeSheet.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import { argument } from '../child.ts'
import { pagesOf } from '../pages.ts'
import { startPageServer } from '../pageServer.ts'

export interface SheetsAsked {
  tenants: number
  rows: number
}

export interface SheetsServed {
  baseUrl: string
  tenants: readonly SheetOfTenant[]
}

export interface SheetOfTenant {
  tenant: string
  sheetId: string
  apiKey: string
}

/** `edit`: 1 % of the rows of every sheet. */
export type SheetsMessage = 'edit'

const COLUMNS = 25
/** So many different ones: tenants share them, and know nothing of each other. 200 of their own would take gigabytes. */
const SHEETS = 8

const asked = argument() as SheetsAsked
const simulator = await startSimulator()
const sheets = Array.from({ length: Math.min(SHEETS, asked.tenants) }, (_, at) =>
  createLargeSheet(simulator, { rows: asked.rows, columns: COLUMNS, seed: at + 1 }),
)
const tenants = Array.from({ length: asked.tenants }, (_, at): SheetOfTenant => {
  const sheet = sheets[at % sheets.length] ?? 0
  return { tenant: `tenant-${at + 1}`, sheetId: String(sheet), apiKey: simulator.addKey() }
})
const pages = await startPageServer(
  simulator.baseUrl,
  tenants.map(({ apiKey }) => apiKey),
)
const keepPages = (): Promise<void> =>
  pages.keep(sheets.flatMap((sheet) => pagesOf(sheet, { rows: asked.rows, columns: COLUMNS })))
await keepPages()
let edits = 0

process.on('message', (_: SheetsMessage) => {
  edits += 1
  for (const sheet of sheets) edit(sheet)
  void keepPages().then(() => process.send?.('done'))
})
process.on('disconnect', () => {
  pages.close()
  void simulator.close()
})

function edit(sheet: number): void {
  const rows = simulator.sheets.rowIds(sheet)
  for (const row of rows.filter((_, at) => at % 100 === edits % 100))
    simulator.sheets.updateCells(sheet, row, { 'Job title': `Title ${edits}`, 'Measure 1': 10_000 + edits })
}

process.send?.({ baseUrl: pages.baseUrl, tenants } satisfies SheetsServed)
