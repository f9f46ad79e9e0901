import type { CellInput } from '../store/cells.ts'
import type { ColumnSpec } from '../store/columns.ts'
import type { SheetEdits } from '../store/edits.ts'
import { pick, type Random, seededRandom } from '../store/random.ts'
import type { RowInput } from '../store/rows.ts'
import { DEALS, FIRST_NAMES, JOB_TITLES, LAST_NAMES, OWNERS } from './people.ts'
import { SAMPLE_COLUMNS, STAGES } from './sampleColumns.ts'

export interface LargeSheetOptions {
  /** 20,000 when not given, the largest sheet that Smartsheet allows with 25 columns. */
  rows?: number
  columns?: number
  seed?: number
}

/** The columns that the generator fills; above these, columns of numbers and text are added. */
const TITLES = new Set([
  'Company',
  'Website',
  'Industry',
  'Status',
  'Contact',
  'Email',
  'Phone',
  'Job title',
  'Deal',
  'Amount',
  'Stage',
  'Close date',
  'Owner',
  'Notes',
  'Tags',
  'Newsletter',
  'Region',
])

const WORDS = [
  'Amber',
  'Birch',
  'Cedar',
  'Delta',
  'Ember',
  'Falcon',
  'Granite',
  'Harbor',
  'Indigo',
  'Jasper',
  'Kite',
  'Lark',
]
const TRADES = [
  'Systems',
  'Foods',
  'Logistics',
  'Health',
  'Energy',
  'Media',
  'Textiles',
  'Robotics',
  'Travel',
  'Partners',
]
const REGIONS = ['Americas', 'EMEA', 'APAC']
const STATUSES = ['Customer', 'Prospect', 'Former customer']

/** A generated CRM sheet: about eight rows a company, a person a row, a deal on every second; the same for a seed. */
export function createLargeSheet(
  { sheets }: { sheets: SheetEdits },
  options: LargeSheetOptions = {},
): number {
  const { rows = 20_000, columns = 25, seed = 1 } = options
  const specs = columnSpecs(columns)
  const titles = new Set(specs.map(({ title }) => title))
  return sheets.createSheet({
    name: `Large pipeline (${rows} x ${columns})`,
    columns: specs,
    rows: generate(rows, titles, seededRandom(seed)),
  })
}

function columnSpecs(count: number): ColumnSpec[] {
  const known = SAMPLE_COLUMNS.filter(({ title }) => TITLES.has(title)).slice(0, count)
  const more = Array.from({ length: count - known.length }, (_, index) => ({ title: `Measure ${index + 1}` }))
  return [...known, ...more]
}

function* generate(rows: number, titles: ReadonlySet<string>, random: Random): Generator<RowInput> {
  const companies = Math.max(Math.ceil(rows / 8), 1)
  for (let index = 0; index < rows; index += 1) {
    const cells = rowCells(index, Math.floor(random() * companies), random)
    yield { cells: Object.fromEntries(Object.entries(cells).filter(([title]) => titles.has(title))) }
  }
}

function rowCells(index: number, company: number, random: Random): Record<string, CellInput> {
  const slug =
    `${pickAt(WORDS, company)}-${pickAt(TRADES, Math.floor(company / WORDS.length))}-${company}`.toLowerCase()
  const first = pick(random, FIRST_NAMES)
  const last = pick(random, LAST_NAMES)
  return {
    Company: `${pickAt(WORDS, company)} ${pickAt(TRADES, Math.floor(company / WORDS.length))} ${company}`,
    Website: `https://${slug}.example`,
    Industry: pickAt(TRADES, company),
    Status: pickAt(STATUSES, company),
    Contact: `${first} ${last}`,
    Email: `person.${index}@${slug}.example`,
    Phone: `+1 212 55${String(index % 100_000).padStart(5, '0')}`,
    'Job title': pick(random, JOB_TITLES),
    Owner: pickAt(OWNERS, company).email,
    Newsletter: index % 3 === 0,
    Region: pickAt(REGIONS, company),
    ...(index % 2 === 0 ? dealCells(index, random) : {}),
    ...(index % 5 === 0
      ? { Notes: `Spoke on call ${index}; will follow up.`, Tags: { choices: ['Referral'] } }
      : {}),
    ...Object.fromEntries(
      Array.from({ length: 8 }, (_, at) => [`Measure ${at + 1}`, Math.floor(random() * 1000)]),
    ),
  }
}

function dealCells(index: number, random: Random): Record<string, CellInput> {
  return {
    Deal: `${pick(random, DEALS)} ${index}`,
    Amount: 500 * (1 + Math.floor(random() * 200)),
    Stage: pick(random, STAGES),
    'Close date': `2026-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
  }
}

function pickAt<T>(choices: readonly T[], index: number): T {
  const chosen = choices[index % choices.length]
  if (chosen === undefined) throw new RangeError('There is nothing to pick from.')
  return chosen
}
