import type { Simulator } from '../../simulator/simulator.ts'
import type { ColumnSpec } from '../../simulator/store/columns.ts'
import type { SheetState } from '../../simulator/store/model.ts'
import type { RowInput } from '../../simulator/store/rows.ts'

const ANN = { name: 'Ann Ray', email: 'ann@us.example' }
const BO = { name: 'Bo Chan', email: 'bo@us.example' }
const FAILED = { value: '#NO MATCH', formula: '=INDEX(a)' }

const COLUMNS: readonly ColumnSpec[] = [
  { title: 'Company', primary: true },
  { title: 'Website' },
  { title: 'Contact' },
  { title: 'Email' },
  { title: 'Phone' },
  { title: 'Job title' },
  { title: 'Deal' },
  { title: 'Amount' },
  { title: 'Close date', type: 'DATE' },
  { title: 'Owner', type: 'CONTACT_LIST' },
  { title: 'Tags', type: 'MULTI_PICKLIST', extras: { options: ['Key account', 'Fair'] } },
  { title: 'Notes' },
  { title: 'Shoe size' },
]

const person = (name: string, domain: string): RowInput['cells'] => ({
  Contact: name,
  Email: `${name.toLowerCase().replace(' ', '.')}@${domain}`,
})

const ROWS: readonly RowInput[] = [
  {
    cells: { Company: 'Acme Corp.', Website: 'acme.example', Owner: { contact: ANN } },
    children: [
      { cells: { ...person('Cy Dorn', 'acme.example'), 'Job title': 'Buyer', Deal: 'Rollout', Amount: 10 } },
      { cells: { Company: 'ACME corp', ...person('Di Eck', 'acme.example'), Phone: '+1 917 555 0142' } },
    ],
  },
  { cells: {} },
  {
    cells: {
      Company: 'Globex',
      ...person('Ed Falk', 'globex.example'),
      Deal: 'Pilot',
      Amount: 5.5,
      'Close date': '2026-09-30',
      Owner: { contact: BO },
      Tags: { choices: ['Key account'] },
      Notes: 'Wants a demo.',
    },
  },
  { cells: { ...person('Flo Gatt', 'mail.example'), 'Shoe size': 41 } },
  { cells: { Company: FAILED, 'Job title': 'Buyer' } },
  { cells: { Company: 'Initech', Website: 'initech.example', Tags: { choices: ['Fair', 'Key account'] } } },
  { cells: { Company: 'Initech', ...person('Gil Hart', 'initech.example'), Amount: '12k', Deal: 'Copiers' } },
  { cells: { Company: 'globex', ...person('Hal Iske', 'globex.example'), Notes: 'Met at the fair.' } },
  { cells: {} },
]

/** A sheet of a few rows of every kind, three discussions in it; answers its id. */
export function createMixedSheet({ sheets }: Simulator): number {
  const sheet = sheets.createSheet({ name: 'Pipeline', columns: COLUMNS, rows: ROWS })
  const [first = 0, second = 0, third = 0] = sheets.rowIds(sheet)
  const demo = sheets.addDiscussion(sheet, { rowId: first, text: 'They want a demo.', by: ANN })
  sheets.addComment(sheet, demo, { text: 'Tuesday?', by: BO })
  sheets.addDiscussion(sheet, { rowId: second, text: 'With legal.', by: BO })
  sheets.addDiscussion(sheet, { rowId: third, text: 'Call her.', by: { name: 'Guest' } })
  sheets.addDiscussion(sheet, { text: 'Who cleans up this sheet?', by: ANN })
  return sheet
}

/** A copy of all that a sheet is now. */
export function sheetState({ store }: Simulator, sheet: number): SheetState {
  const state = store.sheets.get(sheet)
  if (!state) throw new Error(`There is no sheet ${sheet}.`)
  return structuredClone({ ...state, layout: null })
}

/** Makes a sheet be what it was, ids and version too: the same history can be given to another tenant. */
export function putSheet({ store }: Simulator, state: SheetState): void {
  store.sheets.set(state.id, structuredClone(state))
}
