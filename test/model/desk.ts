import type { Simulator } from '../../simulator/simulator.ts'
import type { SheetState } from '../../simulator/store/model.ts'
import { sheetState } from '../support/mixedSheet.ts'
import type { Row, Sheet } from './reference/contribution.ts'
import type { Cells, Edit, Script } from './script.ts'
import { PLAIN, type Variant } from './variants.ts'
import { BLANK, columnAt, COLUMNS, type ColumnKey, type Word, wordOf } from './words.ts'

type Words = Partial<Record<ColumnKey, Word>>

/** A sheet, and what somebody has typed into it. */
export interface Desk {
  readonly sheetId: number
  readonly columnIds: Readonly<Record<ColumnKey, number>>
  variant: Variant
  /** Rows by number, as they stand now; undefined where there are none. */
  rowAt(number: number): number | undefined
  apply(edit: Edit): void
  add(cells: Cells, place?: { parentId?: number; toTop?: boolean }): void
  /** What somebody sees who reads it now. */
  now(): Sheet
  close(): void
}

const TYPES: Partial<Record<ColumnKey, string>> = {
  owner: 'CONTACT_LIST',
  tags: 'MULTI_PICKLIST',
  close: 'DATE',
}

export function openDesk(simulator: Simulator, { world, columns }: Script, change: Partial<Variant>): Desk {
  const { sheets } = simulator
  const sheetId = sheets.createSheet({
    name: 'Sheet',
    columns: COLUMNS.map((title) => ({ title, ...(TYPES[title] && { type: TYPES[title] }) })),
  })
  const state = (): SheetState => sheetState(simulator, sheetId)
  const ids = Object.fromEntries(state().columns.map(({ title, id }) => [title, id]))
  const columnIds = ids as Readonly<Record<ColumnKey, number>>
  /** Also of rows that are deleted: they may return. */
  const typed = new Map<number, Words>()
  const isThere = (column: ColumnKey, { columns } = state()): boolean =>
    columns.some(({ id }) => id === columnIds[column])

  function write(row: number, words: Words): void {
    const all = fitting(world, { ...typed.get(row), ...words })
    typed.set(row, all)
    sheets.updateCells(sheetId, row, puts(all))
  }
  const puts = (words: Words) => {
    const now = state()
    return Object.fromEntries(
      (Object.entries(words) as [ColumnKey, Word][])
        .filter(([column]) => isThere(column, now))
        .map(([column, { put }]) => [String(columnIds[column]), put]),
    )
  }
  const desk: Desk = {
    sheetId,
    columnIds,
    variant: fittingVariant(world, { ...PLAIN, ...change }),
    rowAt: (number) => at(sheets.rowIds(sheetId), number),
    add(cells, place = {}) {
      const words = fitting(world, wordsOf(columns, cells))
      const [row] = sheets.addRows(sheetId, [{ cells: puts(words) }], place)
      if (row !== undefined) typed.set(row, words)
    },
    apply: (edit) => applyTo({ desk, simulator, state, typed, write, isThere, world, columns }, edit),
    now: () => seen(state(), { columnIds, typed, variant: desk.variant }),
    close: () => sheets.deleteSheet(sheetId),
  }
  return desk
}

const at = <T>(items: readonly T[], number: number): T | undefined =>
  items.length === 0 ? undefined : items[number % items.length]

const wordsOf = (columns: Script['columns'], cells: Cells): Words =>
  Object.fromEntries(
    cells
      .map(([number, word]) => [columnAt(columns, number), word] as const)
      .map(([column, word]) => [column, wordOf(column, word)]),
  )

interface Tools {
  desk: Desk
  simulator: Simulator
  state: () => SheetState
  typed: ReadonlyMap<number, Words>
  write: (row: number, words: Words) => void
  isThere: (column: ColumnKey) => boolean
  world: Script['world']
  columns: Script['columns']
}

function applyTo(
  { desk, simulator: { sheets }, state, typed, write, isThere, world, columns }: Tools,
  edit: Edit,
): void {
  const { sheetId, columnIds } = desk
  const column = columnAt(columns, 'column' in edit ? edit.column : 0)
  const row = 'row' in edit ? desk.rowAt(edit.row) : undefined
  if (edit.do === 'write' && row !== undefined) write(row, wordsOf(columns, edit.cells))
  if (edit.do === 'reuse' && row !== undefined) write(row, { ...NOTHING, ...wordsOf(columns, edit.cells) })
  if (edit.do === 'add') {
    const parentId = edit.below === null ? undefined : desk.rowAt(edit.below)
    desk.add(edit.cells, { ...(parentId !== undefined && { parentId }), toTop: edit.toTop })
  }
  if (edit.do === 'delete' && row !== undefined) sheets.deleteRows(sheetId, [row])
  if (edit.do === 'clear the sheet') sheets.deleteRows(sheetId, sheets.rowIds(sheetId))
  if (edit.do === 'return') {
    const gone = at(state().deleted, edit.row)?.rows[0]
    if (gone) sheets.restoreRows(sheetId, [gone.id])
  }
  if (edit.do === 'move' && row !== undefined) {
    const before = desk.rowAt(edit.before)
    if (before !== undefined && !isWithin(state(), before, row)) sheets.moveRow(sheetId, row, { before })
  }
  if (edit.do === 'swap') {
    const other = desk.rowAt(edit.other)
    if (row === undefined || other === undefined || row === other) return
    const word = (one: number): Word => typed.get(one)?.[column] ?? BLANK
    const [mine, its] = [word(row), word(other)]
    write(row, { [column]: its })
    write(other, { [column]: mine })
  }
  if (edit.do === 'rename' && isThere(column))
    sheets.renameColumn(sheetId, columnIds[column], `${column} ${edit.times}`)
  if (edit.do === 'delete column' && isThere(column) && mayGo(world, column))
    sheets.deleteColumn(sheetId, columnIds[column])
  if (edit.do === 'map') desk.variant = fittingVariant(world, { ...desk.variant, ...edit.change })
}

const NOTHING: Words = Object.fromEntries(COLUMNS.map((column) => [column, BLANK]))

function isWithin({ rows }: SheetState, row: number, family: number): boolean {
  for (let one = rows.find(({ id }) => id === row); one; one = rows.find(({ id }) => id === one.parentId))
    if (one.id === family) return true
  return false
}

function seen(
  { rows, columns, id: sheetId }: SheetState,
  { columnIds, typed, variant }: Pick<Desk, 'columnIds' | 'variant'> & { typed: ReadonlyMap<number, Words> },
): Sheet {
  const titles = new Map(
    COLUMNS.flatMap((column) => {
      const found = columns.find(({ id }) => id === columnIds[column])
      return found === undefined ? [] : [[column, found.title] as const]
    }),
  )
  const seenRows = rows.map(({ id, parentId, createdAt, modifiedAt }): Row => ({
    ...{ id: String(id), createdAt, modifiedAt, cells: typed.get(id) ?? {} },
    parent: parentId === undefined ? null : String(parentId),
  }))
  return { id: String(sheetId), variant, rows: seenRows, titles }
}

/** Keys of one sheet say nothing in another, and a domain of two of them names none of its companies. */
const fittingVariant = (world: Script['world'], variant: Variant): Variant =>
  world === 'one' ? variant : { ...variant, keyed: false }

/** Without its domains, rows would have a name as their key that another sheet may know or not. */
const mayGo = (world: Script['world'], column: ColumnKey): boolean =>
  world !== 'domains' || column !== 'domain'

/** What does not fit the world (script.ts) becomes something that does. */
function fitting(world: Script['world'], words: Words): Words {
  if (world === 'one') return words
  const fit: Words = { ...words }
  // A phone and a name are a key of their own where there is no email.
  if (words.phone && words.phone !== BLANK && !words.phone.fails) fit.phone = wordOf('phone', 4)
  // A name alone joins whoever bears it.
  if (words.owner === wordOf('owner', 3)) fit.owner = wordOf('owner', 2)
  if (world === 'names') {
    fit.domain = BLANK
    const { email } = words
    if (email && /acme|globex/i.test(email.shown)) fit.email = wordOf('email', 4)
    return fit
  }
  const isNamed = [words.company, words.reseller].some((word) => word !== undefined && word !== BLANK)
  const { domain = BLANK } = words
  if (domain.fails || (isNamed && domain === BLANK)) fit.domain = wordOf('domain', 2)
  return fit
}
