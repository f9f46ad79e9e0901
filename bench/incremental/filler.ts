// A process of its own: sheets about companies and people that no other sheet of the bench names.
import { seededRandom, pick } from '../../simulator/store/random.ts'
import type { RowInput } from '../../simulator/store/rows.ts'
import { FIRST_NAMES, LAST_NAMES } from '../../simulator/sample/people.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import { argument } from '../child.ts'
import type { SheetServer } from '../sheetServer.ts'

export interface FillerAsked {
  /** Of each sheet, about so many. */
  entities: readonly number[]
}

const TITLES = ['Company', 'Website', 'Contact', 'Email', 'Phone', 'Deal', 'Amount', 'Stage']
const ROWS_A_COMPANY = 8
/** A person, a deal, and a part of a company. */
const ENTITIES_A_ROW = 2 + 1 / ROWS_A_COMPANY

// Of another seed than the servers of what is measured, so that its sheets have other ids.
const simulator = await startSimulator({ seed: 4711 })
const random = seededRandom(4711)

function* rows(sheet: number, count: number): Generator<RowInput> {
  for (let index = 0; index < count; index += 1) {
    const company = `${sheet}-${Math.floor(index / ROWS_A_COMPANY)}`
    yield {
      cells: {
        Company: `Filler ${company}`,
        Website: `https://filler-${company}.example`,
        Contact: `${pick(random, FIRST_NAMES)} ${pick(random, LAST_NAMES)}`,
        Email: `filler.${index}@filler-${company}.example`,
        Phone: `+44 20 7${sheet % 10}${String(index).padStart(6, '0')}`,
        Deal: `Filler deal ${sheet}-${index}`,
        Amount: 500 + index,
        Stage: 'Qualified',
      },
    }
  }
}

const { entities } = argument() as FillerAsked
const sheets = entities.map((count, at) =>
  simulator.sheets.createSheet({
    name: `Filler ${at}`,
    columns: TITLES.map((title, column) => ({ title, primary: column === 0 })),
    rows: rows(at, Math.ceil(count / ENTITIES_A_ROW)),
  }),
)
process.on('disconnect', () => void simulator.close())
const { baseUrl, apiKey } = simulator
process.send?.(sheets.map((sheet): SheetServer => ({ baseUrl, apiKey, sheetId: String(sheet) })))
