import type { PhaseTask } from './phase.ts'
import type { Edit } from './sheetServer.ts'

/** One of the things that are measured, in the order in which each round does them. */
export interface Phase {
  name: string
  work: PhaseTask['work']
  /** What happens to the sheet before. */
  edit?: (rows: number) => Edit
  /** And afterwards. */
  after?: Edit
  /** In a process that has done the same a moment ago. */
  warm?: boolean
  /** Of the tenant's other sheet. */
  second?: boolean
}

export const READING = 'reading alone'
export const FLOOR = 'floor: the server’s own COPY and merge'
export const FIRST = 'first sync'
export const SAME_VERSION = 'same version, worker at work'
export const EQUAL = 'same content, new version'
export const CHANGED = '1 % of the rows changed'
export const PEER = 'peer way: a statement a row, five at once'

export const PHASES: readonly Phase[] = [
  { name: READING, work: 'reading' },
  { name: 'reading by the official SDK', work: 'sdk' },
  { name: 'reading and mapping', work: 'mapping' },
  { name: FIRST, work: 'sync' },
  // These write what the first sync has written, and nothing that came later.
  { name: FLOOR, work: 'floor' },
  { name: PEER, work: 'peer' },
  { name: 'same version, process just started', work: 'sync' },
  { name: SAME_VERSION, work: 'sync', warm: true },
  { name: EQUAL, work: 'sync', edit: () => 'touch' },
  { name: CHANGED, work: 'sync', edit: (rows) => ({ change: Math.ceil(rows / 100) }) },
  { name: 'second sheet, same companies', work: 'sync', second: true },
  // As many as may go without approval (R12).
  {
    ...{ name: '10 % of the rows deleted', work: 'sync', after: 'undo removal' },
    edit: (rows) => ({ remove: Math.floor(rows / 10) }),
  },
]
