/** The sheet of the demo, as far as it is edited: the simulator's, which is a product of its own. */
export interface EditableSheets {
  findRow(sheetId: number, column: string, text: string): number
  updateCells(sheetId: number, rowId: number, cells: Record<string, string | number>): void
  deleteRows(sheetId: number, rowIds: readonly number[]): void
  addRows(sheetId: number, rows: { cells: Record<string, string | number> }[]): number[]
}

/** A row that the demo edits, as it stands before. */
export interface EditTargets {
  /** A deal that is about to be won, by name. */
  deal: { name: string; stage: string }
  /** A person whose email was mistyped. */
  person: { name: string; email: string }
  /** A person who is taken off the list. */
  leaver: { name: string }
}

/** Edits the sheet as people do in a day; says what was done, a line an edit. */
export function editSheet(sheets: EditableSheets, sheetId: number, targets: EditTargets): string[] {
  const { deal, person, leaver } = targets
  const email = person.email.replace('@', '.new@')
  sheets.updateCells(sheetId, sheets.findRow(sheetId, 'Deal', deal.name), { Stage: 'Won', Probability: 1 })
  sheets.updateCells(sheetId, sheets.findRow(sheetId, 'Contact', person.name), { Email: email })
  sheets.deleteRows(sheetId, [sheets.findRow(sheetId, 'Contact', leaver.name)])
  sheets.addRows(sheetId, [{ cells: NEWCOMER }])
  return [
    `the deal "${deal.name}" goes from ${deal.stage} to Won`,
    `the email of ${person.name} is corrected to ${email}`,
    `the row of ${leaver.name} is deleted`,
    `a row is added: ${NEWCOMER.Contact} of ${NEWCOMER.Company}, with the deal "${NEWCOMER.Deal}"`,
  ]
}

const NEWCOMER = {
  Company: 'Larkspur Optics',
  Website: 'larkspur-optics.example',
  Contact: 'Imani Brook',
  Email: 'imani.brook@larkspur-optics.example',
  'Job title': 'Managing Director',
  Deal: 'First order Larkspur',
  Amount: 18_000,
  Stage: 'Qualified',
}
