import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { commandLine, type Spoken, type Surroundings } from './commandLine.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A database, a local Smartsheet with a plain and an odd sheet, and a command line that sees both. */
export interface CommandStage {
  db: TestDatabase
  simulator: Simulator
  /** What the commands find in their environment. */
  env: Record<string, string>
  /** Id of "Customers": two companies with a person each. */
  sheet: string
  /** Id of a sheet whose columns say nothing. */
  odd: string
  run: (line: string, around?: Surroundings) => Promise<Spoken>
  /** For `beforeEach`: no connections, no runs. */
  reset(): Promise<void>
  close(): Promise<void>
}

const PEOPLE = [
  { cells: { Company: 'Acme', Contact: 'Ann Bell', Email: 'ann.bell@acme.example' } },
  { cells: { Company: 'Globex', Contact: 'Bo Chan', Email: 'bo.chan@globex.example' } },
]
const COLUMNS = [
  { title: 'Company', primary: true },
  { title: 'Contact' },
  { title: 'Email' },
  { title: 'Deal' },
]
const ODD_COLUMNS = [{ title: 'Foo', primary: true }, { title: 'Bar' }]

export async function commandStage(): Promise<CommandStage> {
  const db = await createTestDatabase()
  const simulator = await startSimulator()
  const create = simulator.sheets.createSheet
  const env = {
    DATABASE_URL: db.url,
    SMARTSHEET_BASE_URL: simulator.baseUrl,
    SMARTSHEET_ACCESS_TOKEN: simulator.apiKey,
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
  return {
    db,
    simulator,
    env,
    sheet: String(create({ name: 'Customers', columns: COLUMNS, rows: PEOPLE })),
    odd: String(create({ name: 'Odd', columns: ODD_COLUMNS, rows: [{ cells: { Foo: 'x', Bar: 'y' } }] })),
    run: (line, around = {}) => commandLine(line.split(' '), { env, ...around }),
    async reset() {
      await db.pool.query('truncate sync.connection, sync.run, sync.change cascade')
    },
    async close() {
      await simulator.close()
      await db.drop()
    },
  }
}
