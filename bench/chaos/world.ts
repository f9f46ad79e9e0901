import type { Pool } from 'pg'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { saveConnection } from '../../src/connections/store.ts'
import { pick, type Random } from '../../simulator/store/random.ts'

/** So many different sheets; the tenants share them, so that each has a calm one to be compared with. */
const SHEETS = 6
const COLUMNS = [
  { title: 'Company', primary: true },
  { title: 'Contact' },
  { title: 'Email' },
  { title: 'Deal' },
  { title: 'Amount' },
  { title: 'Notes' },
]

/** Stands in every cell that has text, so that a log can be searched for what came out of a sheet. */
export const CELL_MARK = 'zyzzyva'

/** What the workers live in: sheets that are edited all the time, and the tenants that are connected to them. */
export interface World {
  readonly simulator: Simulator
  /** Tenant to sheet id; of these, the calm ones are not synced before the end. */
  readonly tenants: ReadonlyMap<string, number>
  readonly calm: ReadonlyMap<number, string>
  edit(): void
  close(): Promise<void>
}

export async function createWorld(
  pool: Pool,
  { tenants, rows, random }: { tenants: number; rows: number; random: Random },
): Promise<World> {
  const simulator = await startSimulator()
  const sheets = Array.from({ length: SHEETS }, () => createSheet(simulator, rows, random))
  const connected = new Map<string, number>()
  for (let i = 0; i < tenants; i += 1) connected.set(`tenant-${i}`, sheets[i % SHEETS] ?? 0)
  for (const [tenant, sheet] of connected) await connect(pool, tenant, sheet)
  return {
    simulator,
    tenants: connected,
    calm: new Map(sheets.map((sheet) => [sheet, `calm-${sheet}`])),
    edit: () => editSheet(simulator, pick(random, sheets), random),
    close: () => simulator.close(),
  }
}

export async function connect(pool: Pool, tenant: string, sheet: number): Promise<void> {
  const target = { tenant, sheetId: String(sheet) }
  await saveConnection(pool, target, {}, { intervalHours: 1, now: new Date() })
}

const createSheet = ({ sheets }: Simulator, rows: number, random: Random): number =>
  sheets.createSheet({
    name: 'Chaos',
    columns: COLUMNS,
    rows: Array.from({ length: rows }, () => ({ cells: cells(random) })),
  })

/** Companies and people come up again and again, so that rows share entities. */
function cells(random: Random): Record<string, string | number> {
  const company = between(random, 1, 40)
  const person = between(random, 1, 120)
  return {
    Company: `${CELL_MARK} Company ${company}`,
    Contact: `Person${letters(person)} ${CELL_MARK}`,
    Email: `p${person}.${CELL_MARK}@company-${company}.example`,
    ...(random() < 0.3 && { Deal: `${CELL_MARK} deal ${person}`, Amount: between(random, 1, 9_000) }),
    ...(random() < 0.2 && { Notes: `${CELL_MARK} note ${person}` }),
  }
}

const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

const letters = (n: number): string =>
  String(n).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))

/** A few rows at a time: what vanishes at once must not be so much that it waits for a person (R12). */
function editSheet({ sheets }: Simulator, sheet: number, random: Random): void {
  const row = pick(random, sheets.rowIds(sheet))
  const kind = random()
  if (kind < 0.05) sheets.deleteRows(sheet, [row])
  else if (kind < 0.15) sheets.addRows(sheet, [{ cells: cells(random) }])
  else sheets.updateCells(sheet, row, cells(random))
}
