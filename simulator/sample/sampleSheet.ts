import type { SheetEdits } from '../store/edits.ts'
import type { CellInputs } from '../store/rows.ts'
import { OWNERS } from './people.ts'
import { SAMPLE_COLUMNS } from './sampleColumns.ts'
import { sampleRows } from './sampleRows.ts'

/** What the API makes of a date that does not exist: text. */
const NO_SUCH_DAY = { value: '2026-02-30', objectValue: '2026-02-30', displayValue: '2026-02-30' }

/** Rows as a hurried person leaves them; the rest of the sheet is tidy. */
const UNTIDY_ROWS: readonly CellInputs[] = [
  {
    Company: 'acme corp',
    Contact: 'Wile Coyle',
    Email: 'Wile.Coyle@ACME-Corp.example ',
    Deal: 'Rocket skates',
    Amount: '12k',
    Stage: 'Proposal',
    'Close date': 'TBD',
  },
  {
    Company: 'Umbra Studios',
    Contact: 'Petra Lang',
    Email: 'petra.lang@umbra-studios,example',
    Phone: 'call reception',
    'Job title': 'Producer',
    'Last contacted': NO_SUCH_DAY,
  },
  {
    Company: 'Harbour & Pine',
    Website: 'harbour-pine.example',
    Employees: 'about 200',
    Status: 'Prospekt',
    Contact: 'Ellis Moor',
    Email: 'ellis.moor@harbour-pine.example',
  },
  {
    Company: 'Lantern Books',
    Industry: formulaError('=VLOOKUP(Company@row, {Industries}, 2)', '#NO MATCH'),
    Contact: 'June Abara',
    Email: 'june.abara@lantern-books.example',
    Phone: '+1 917 555 0142',
  },
  {
    Company: 'Solstice Labs',
    Industry: brokenLink('Biotech'),
    Contact: { value: 'Ada Birch', formula: '=JOIN({Names}, " ")' },
    Email: 'ada.birch@solstice-labs.example',
    Deal: 'Lab starter kit',
    Amount: 0,
    Stage: 'Lead',
    Probability: 0,
    Weighted: formulaError('=Amount@row / Score@row', '#DIVIDE BY ZERO'),
  },
  {
    Company: '',
    Contact: 'Robin Vale',
    Email: 'robin.vale@gmail.com',
    Phone: '0',
    Newsletter: false,
    Score: 0,
    Notes: '',
  },
  {
    Company: 'Meridian Tea House',
    Contact: 'Ines Calvo; Paul Brandt',
    Email: 'ines.calvo@meridian-tea.example; paul.brandt@meridian-tea.example',
    Newsletter: 'yes',
    Birthday: formulaError('=DATE(1990, 13, 1)', '#INVALID DATA TYPE'),
  },
  {
    Company: 'Meridian Tea House',
    Owner: { contact: { name: 'Somebody from the fair' } },
    Badge: {
      value: 'meridian-logo.png',
      formula: '=SYS_CELLIMAGE("meridian-logo.png")',
      image: { id: 'aB3dE5', height: 64, width: 64, altText: 'meridian-logo.png' },
    },
    Deal: 'Tasting room screens',
    Amount: '€ 4.500,00',
    Stage: 'Negotiation',
  },
  { Notes: 'Old list from 2019 starts below, please check before calling!' },
]

export interface SampleSheet {
  sheetId: number
  /** In display order. */
  rowIds: number[]
}

/** A CRM sheet of about 150 rows that uses every column type, and every way of filling a cell wrongly. */
export function createSampleSheet({ sheets }: { sheets: SheetEdits }): SampleSheet {
  const rows = [...sampleRows(), { cells: {} }, ...UNTIDY_ROWS.map((cells) => ({ cells }))]
  const sheetId = sheets.createSheet({ name: 'Sales pipeline', columns: SAMPLE_COLUMNS, rows })
  const rowIds = sheets.rowIds(sheetId)
  addPredecessor(sheets, sheetId, rowIds)
  addComments(sheets, sheetId, rowIds)
  return { sheetId, rowIds }
}

function addPredecessor(
  sheets: SheetEdits,
  sheetId: number,
  [, first = 0, second = 0]: readonly number[],
): void {
  sheets.updateCells(sheetId, second, {
    'Waits for': {
      value: '2FS +2d',
      objectValue: {
        objectType: 'PREDECESSOR_LIST',
        predecessors: [
          {
            rowId: first,
            rowNumber: 2,
            type: 'FS',
            inCriticalPath: false,
            invalid: false,
            lag: { objectType: 'DURATION', negative: false, elapsed: false, days: 2 },
          },
        ],
      },
    },
  })
}

function addComments(sheets: SheetEdits, sheetId: number, rowIds: readonly number[]): void {
  const [dana, luis, mei] = OWNERS
  const [, first = 0, second = 0, third = 0] = rowIds
  const thread = sheets.addDiscussion(sheetId, {
    rowId: first,
    by: dana,
    text: 'They ask for a second demo next week.',
  })
  sheets.addComment(sheetId, thread, { by: luis, text: 'I can do Tuesday.' })
  sheets.addComment(sheetId, thread, { by: dana, text: 'Booked, thanks!' })
  sheets.addDiscussion(sheetId, { rowId: second, by: mei, text: 'Contract is with their legal team.' })
  sheets.addDiscussion(sheetId, {
    rowId: third,
    by: { name: 'Guest of the fair' },
    text: 'Please send the brochure.',
  })
  sheets.addDiscussion(sheetId, { by: luis, text: 'Who cleans up the old list at the end of this sheet?' })
}

function formulaError(formula: string, error: string): { value: string; formula: string } {
  return { value: error, formula }
}

/** The cell keeps its last value, so that only the status tells that the link is broken. */
function brokenLink(value: string): { value: string; linkInFromCell: { status: string; sheetName: string } } {
  return { value, linkInFromCell: { status: 'BROKEN', sheetName: 'Industries' } }
}
