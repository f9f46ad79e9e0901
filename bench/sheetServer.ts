// A process of its own that serves one generated sheet and edits it on request.
import { createLargeSheet } from '../simulator/sample/largeSheet.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { argument } from './child.ts'

export interface SheetSize {
  rows: number
  columns: number
}

export interface SheetServer {
  baseUrl: string
  apiKey: string
  sheetId: string
}

/** `touch` raises the version and changes nothing; a number is how many rows get another value. */
export type Edit = 'touch' | { change: number }

const simulator = await startSimulator()
const sheetId = createLargeSheet(simulator, argument() as SheetSize)
let edits = 0

process.on('message', (edit: Edit) => {
  edits += 1
  if (edit === 'touch') simulator.sheets.touch(sheetId)
  else changeRows(edit.change)
  process.send?.('done')
})
process.on('disconnect', () => void simulator.close())

function changeRows(count: number): void {
  const rows = simulator.sheets.rowIds(sheetId)
  for (let at = 0; at < count; at += 1) {
    const row = rows[Math.floor((at * rows.length) / count)]
    if (row !== undefined) simulator.sheets.updateCells(sheetId, row, { Company: `Renamed ${edits}-${at}` })
  }
}

const { baseUrl, apiKey } = simulator
process.send?.({ baseUrl, apiKey, sheetId: String(sheetId) } satisfies SheetServer)
