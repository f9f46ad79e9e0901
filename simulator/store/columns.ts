import { levelOf } from './cells.ts'
import {
  type ColumnState,
  type JsonObject,
  type SheetState,
  type Store,
  StoreError,
  type SystemColumnType,
} from './model.ts'

export interface ColumnSpec {
  title: string
  /** TEXT_NUMBER when not given. */
  type?: string
  primary?: boolean
  systemColumnType?: SystemColumnType
  /** Any other member of a column object, as the wire spells it: options, symbol, hidden, formula, width... */
  extras?: JsonObject
}

const SYSTEM_TYPES: Readonly<Record<SystemColumnType, string>> = {
  AUTO_NUMBER: 'TEXT_NUMBER',
  CREATED_BY: 'CONTACT_LIST',
  CREATED_DATE: 'DATETIME',
  MODIFIED_BY: 'CONTACT_LIST',
  MODIFIED_DATE: 'DATETIME',
}

export function makeColumn(store: Store, sheet: SheetState, spec: ColumnSpec): ColumnState {
  if (sheet.columns.some((column) => column.title === spec.title)) {
    throw new StoreError(`Column titles are unique in a sheet: "${spec.title}" is there already.`)
  }
  const { systemColumnType } = spec
  const slot = sheet.nextSlot
  sheet.nextSlot += 1
  return {
    id: store.newId(),
    slot,
    title: spec.title,
    type: spec.type ?? (systemColumnType ? SYSTEM_TYPES[systemColumnType] : 'TEXT_NUMBER'),
    primary: spec.primary ?? false,
    ...(systemColumnType ? { systemColumnType } : {}),
    nextNumber: 1,
    extras: { validation: false, width: 150, ...spec.extras },
  }
}

/** By title, or by id written as a number or text. */
export function columnOf(sheet: SheetState, name: string | number): ColumnState {
  const column =
    sheet.columns.find(({ title }) => title === name) ??
    sheet.columns.find(({ id }) => String(id) === String(name))
  if (!column) throw new StoreError(`Sheet "${sheet.name}" has no column "${name}".`)
  return column
}

/** The type as a request of this level sees it: a multi-valued column is flattened to text below its own level. */
export function typeAtLevel(column: ColumnState, level: number): string {
  return levelOf(column.type) > level ? 'TEXT_NUMBER' : column.type
}
