import type { Simulator } from '../../simulator/simulator.ts'
import type { RowState, SheetState } from '../../simulator/store/model.ts'
import type { CellInputs, Place } from '../../simulator/store/rows.ts'
import type { SheetEdits } from '../../simulator/store/edits.ts'
import type { FakeClock } from './fakeClock.ts'
import { sheetState } from './mixedSheet.ts'
import { chance, pick, type Random, shuffled } from './randomSheet.ts'

export interface SheetEditor {
  /** One edit, some seconds later. */
  edit(): void
  /** What happens to the sheet between two requests: nothing, an edit or several. In the end most editors rest. */
  meanwhile(): void
  /** The sheet at every version that there has been. */
  readonly versions: ReadonlyMap<number, SheetState>
}

interface Desk {
  sheets: SheetEdits
  sheet: number
  state: SheetState
  random: Random
  /** Where the editor is. */
  row: RowState
}

type Edit = (desk: Desk) => void

const PEOPLE: [string, ...string[]] = ['Ann Lee', 'Bob Ray', 'Cid Fox']
const FEWEST_ROWS = 5
const MOST_ROWS = 20

const anyOf = <T>(random: Random, items: readonly T[]): T | undefined =>
  items[Math.floor(random() * items.length)]

function cells(random: Random): CellInputs {
  return {
    ...(chance(random, 0.4) && { Company: pick(random, ['Acme Corp.', 'Globex', 'Hooli', '']) }),
    ...(chance(random, 0.5) && { Contact: pick(random, PEOPLE) }),
    ...(chance(random, 0.4) && { Email: pick(random, ['ann@acme.example', 'bob@globex.example', null]) }),
    ...(chance(random, 0.3) && { Deal: pick(random, ['Rollout', 'Pilot', null]) }),
    ...(chance(random, 0.3) && { Amount: pick(random, [1, 2.5, 'about ten', null]) }),
    ...(chance(random, 0.2) && { Tags: { choices: [pick(random, ['Fair', 'Key account'])] } }),
    ...(chance(random, 0.2) && { Notes: pick(random, ['Called.', 'Wrote.', null]) }),
  }
}

/** Never within the row's own children: those of the sheet's own level follow no other row. */
function place({ state, random, row }: Desk): Place {
  const top = state.rows.filter(({ id, parentId }) => parentId === undefined && id !== row.id)
  const before = anyOf(random, top)?.id
  return pick<Place>(random, [{ toTop: true }, {}, before === undefined ? {} : { before }])
}

const touch: Edit = ({ sheets, sheet }) => sheets.touch(sheet)

/** Edits of the row. */
const move: Edit = (desk) => desk.sheets.moveRow(desk.sheet, desk.row.id, place(desk))
const update: Edit = ({ sheets, sheet, row, random }) => sheets.updateCells(sheet, row.id, cells(random))

const remove: Edit = ({ sheets, sheet, state, row }) => {
  if (state.rows.length > FEWEST_ROWS) sheets.deleteRows(sheet, [row.id])
}

const discuss: Edit = ({ sheets, sheet, row, random }) =>
  void sheets.addDiscussion(sheet, { rowId: row.id, text: 'A question.', by: { name: pick(random, PEOPLE) } })

/** Edits that need something else to be there. */
const insert: Edit = (desk) => {
  const { sheets, sheet, state, random, row } = desk
  if (state.rows.length >= MOST_ROWS) return
  sheets.addRows(sheet, [{ cells: cells(random) }], chance(random, 0.3) ? { parentId: row.id } : place(desk))
}

const restore: Edit = ({ sheets, sheet, state, random }) => {
  const gone = anyOf(random, state.deleted)?.rows[0]
  if (gone) sheets.restoreRows(sheet, [gone.id])
}

const comment: Edit = ({ sheets, sheet, state, random }) => {
  const on = anyOf(random, state.discussions)
  if (on) sheets.addComment(sheet, on.id, { text: 'A word.', by: { name: pick(random, PEOPLE) } })
}

const endDiscussion: Edit = ({ sheets, sheet, state, random }) => {
  const ended = anyOf(random, state.discussions)
  if (ended) sheets.deleteDiscussion(sheet, ended.id)
}

/** Of a custom field: its title is in the graph. */
const rename: Edit = ({ sheets, sheet, state, random }) =>
  sheets.renameColumn(sheet, state.columns.at(-1)?.id ?? 0, `Shoe size ${Math.floor(random() * 100)}`)

/** Above all those of which neither the columns nor the number of rows tell. */
const EDITS: readonly Edit[] = [
  ...[update, update, update, move, move, touch],
  ...[insert, remove, restore, rename, discuss, comment, endDiscussion],
]

/** Somebody at work in a sheet, who begins with it as it is. */
export function sheetEditor(
  { simulator, clock }: { simulator: Simulator; clock: FakeClock },
  sheet: number,
  random: Random,
): SheetEditor {
  const { sheets } = simulator
  const versions = new Map<number, SheetState>()
  const keep = (state: SheetState): void => void versions.set(state.version, state)
  const busy = pick(random, [0.2, 0.4, 0.7, 1])
  const rests = pick(random, [0, 0.02, 0.1, 0.3])
  // A few kinds each: where rows come and go, their number gives away whatever else has changed.
  const kinds = shuffled(random, EDITS).slice(0, pick(random, [1, 2, 3, 8]))
  let resting = false
  const editor: SheetEditor = {
    versions,
    edit() {
      clock.advance(1_000 * Math.floor(random() * 3))
      const state = sheetState(simulator, sheet)
      const row = anyOf(random, state.rows)
      if (row) anyOf(random, kinds)?.({ sheets, sheet, state, random, row })
      keep(sheetState(simulator, sheet))
    },
    meanwhile() {
      resting ||= chance(random, rests)
      if (resting || !chance(random, busy)) return
      for (let edits = pick(random, [1, 1, 2, 4]); edits > 0; edits -= 1) editor.edit()
    },
  }
  keep(sheetState(simulator, sheet))
  return editor
}
