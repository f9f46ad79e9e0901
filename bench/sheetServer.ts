// A process of its own that serves one generated sheet and edits it on request.
import { createLargeSheet } from '../simulator/sample/largeSheet.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { argument } from './child.ts'
import { pagesOf } from './pages.ts'
import { startPageServer } from './pageServer.ts'

export interface SheetSize {
  rows: number
  columns: number
  /** Sheets of different seeds are about the same companies, and other people. */
  seed?: number
}

export interface SheetServer {
  baseUrl: string
  apiKey: string
  sheetId: string
}

/**
 * `touch` raises the version and changes nothing; a number is how many rows get another value: the name of the company,
 * which tells whom they speak of, or one field of those that rows speak of anyway. Or how many rows go.
 */
export type Edit = 'touch' | { change: number } | { correct: number } | { remove: number } | 'undo removal'

const simulator = await startSimulator()
const size = argument() as SheetSize
// Servers number their sheets alike; those of one tenant are others.
for (let others = 1; others < (size.seed ?? 1); others += 1) createLargeSheet(simulator, { rows: 1 })
const sheetId = createLargeSheet(simulator, size)
const pages = await startPageServer(simulator.baseUrl, [simulator.apiKey])
await keepPages()
let edits = 0
let removed: number[] = []

process.on('message', (edit: Edit) => {
  edits += 1
  if (edit === 'touch') simulator.sheets.touch(sheetId)
  else if (edit === 'undo removal') simulator.sheets.restoreRows(sheetId, removed)
  else if ('change' in edit) changeRows(edit.change)
  else if ('correct' in edit) correctRows(edit.correct)
  else removeRows(edit.remove)
  // Before the edit is answered: what is measured next finds them made.
  void keepPages().then(() => process.send?.('done'))
})
process.on('disconnect', () => {
  pages.close()
  void simulator.close()
})

function keepPages(): Promise<void> {
  const rows = simulator.sheets.rowIds(sheetId).length
  return pages.keep(pagesOf(sheetId, { rows, columns: size.columns }))
}

function changeRows(count: number): void {
  const rows = simulator.sheets.rowIds(sheetId)
  for (let at = 0; at < count; at += 1) {
    const row = rows[Math.floor((at * rows.length) / count)]
    if (row !== undefined) simulator.sheets.updateCells(sheetId, row, { Company: `Renamed ${edits}-${at}` })
  }
}

/** Evenly over the sheet. */
function removeRows(count: number): void {
  const rows = simulator.sheets.rowIds(sheetId)
  removed = Array.from({ length: count }, (_, at) => rows[Math.floor((at * rows.length) / count)] ?? 0)
  simulator.sheets.deleteRows(sheetId, removed)
}

/** In even rows, which have a deal, one of its fields as well. */
function correctRows(count: number): void {
  const rows = simulator.sheets.rowIds(sheetId)
  for (let at = 0; at < count; at += 1) {
    const index = Math.floor((at * rows.length) / count)
    const person = [
      { 'Job title': `Title ${edits}` },
      {
        Phone: `+1 313 55${String(edits * 7919 + at)
          .padStart(5, '0')
          .slice(-5)}`,
      },
    ]
    const deal = [{ Amount: 1000 + edits + at }, { 'Close date': `2027-01-${10 + (edits % 18)}` }]
    const choices = [...person, { 'Measure 1': 10_000 + edits }, ...(index % 2 === 0 ? deal : [])]
    const row = rows[index]
    const cells = choices[at % choices.length]
    if (row !== undefined && cells !== undefined) simulator.sheets.updateCells(sheetId, row, cells)
  }
}

const { apiKey } = simulator
process.send?.({ baseUrl: pages.baseUrl, apiKey, sheetId: String(sheetId) } satisfies SheetServer)
