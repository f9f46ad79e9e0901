import type { Column } from '../smartsheet/model.ts'
import { asRef, readRefs, type ColumnIndex } from './columns.ts'
import type { CustomColumns } from './customColumns.ts'
import { MOST_GUESSES } from './explainRef.ts'
import { sheetIssue } from './issues.ts'
import { kindOf, type KnownColumn, type KnownColumns } from './knownColumns.ts'
import type { RowIssue } from './record.ts'
import type { ColumnRef, Mapping } from './schema.ts'
import { cleanText } from './values/clean.ts'

/** A mapping beside the columns that the sheet has now, and those that it had. */
export interface ColumnState {
  mapping: Mapping
  columns: readonly Column[]
  index: ColumnIndex
  known: KnownColumns
  custom: CustomColumns | null
  /** Ids of columns that are there and read by fields or conditions. */
  mapped: ReadonlySet<string>
}

const SAVE = 'Save the mapping again'

/** What has become of the columns since the mapping was saved (R9): one note for each column and cause. */
export function columnIssues(state: ColumnState): RowIssue[] {
  const titles = new Map(state.custom?.found.map(({ column, title }) => [column.id, title]))
  const context = { ...state, titles }
  const missing = missingColumns(context)
  const told = new Set(missing.flatMap(({ namesakes }) => namesakes))
  return [
    ...missing.map(({ issue }) => issue),
    ...(state.known === null ? [] : state.columns.flatMap((column) => changes(column, told, context))),
  ]
}

interface Context extends ColumnState {
  /** Of custom fields, by column id. */
  titles: ReadonlyMap<string, string>
}

interface Missing {
  issue: RowIssue
  /** Columns that are there and bear its title: they are told of with it. */
  namesakes: readonly Column[]
}

function missingColumns(context: Context): Missing[] {
  const { mapping, index, custom } = context
  const listed = Array.isArray(mapping.customFields) ? mapping.customFields.map(asRef) : []
  const gone = [...readRefs(mapping), ...listed].filter((ref) => index.find(ref) === null)
  const distinct = new Map(gone.map((ref) => [ref.columnId ?? `title:${ref.column ?? ''}`, ref]))
  const kept = (custom?.gone ?? []).filter(({ id }) => id !== null && !distinct.has(id))
  return [
    ...[...distinct.values()].map((ref, i) =>
      ref.columnId === undefined
        ? neverFound(ref, index, i < MOST_GUESSES)
        : missing(ref, MAPPED_STAYS, context),
    ),
    ...kept.map(({ id, title }) =>
      missing({ column: title, ...(id !== null && { columnId: id }) }, CUSTOM_STAYS, context),
    ),
  ]
}

interface Stays {
  what: string
  /** Where no other column has its title. */
  remedy: string
}
const MAPPED_STAYS: Stays = {
  what: 'what it gave stays as it was',
  remedy: 'Map another column, or save the mapping without it.',
}
const CUSTOM_STAYS: Stays = {
  what: 'its custom fields stay as they were',
  remedy: `${SAVE} to let them go.`,
}

function missing(ref: ColumnRef, stays: Stays, context: Context): Missing {
  const namesakes = ref.column === undefined ? [] : context.index.titled(ref.column)
  const name = ref.column === undefined ? `with the id ${ref.columnId ?? ''}` : `"${ref.column}"`
  const others = namesakes.map(
    (other) => `"${other.title}" with the id ${other.id}, ${useOf(other, context)}`,
  )
  const remedy =
    others.length === 0
      ? stays.remedy
      : `There is another one: ${others.join('; ')}. ${SAVE} to take it instead.`
  return {
    issue: sheetIssue(
      'column_missing',
      `The column ${name} is gone from the sheet; ${stays.what}. ${remedy}`,
      {
        ...(ref.columnId !== undefined && { id: ref.columnId }),
        ...(ref.column !== undefined && { title: ref.column }),
      },
    ),
    namesakes,
  }
}

/** A mapping that was saved unchecked may name what the sheet never had. */
const neverFound = (ref: ColumnRef, index: ColumnIndex, guess: boolean): Missing => ({
  issue: sheetIssue(
    'column_missing',
    `A column of the mapping is not found, and what it gave stays as it was: ${index.explain(ref, guess).message}`,
    ref.column === undefined ? {} : { title: ref.column },
  ),
  namesakes: [],
})

function changes(column: Column, told: ReadonlySet<Column>, context: Context): RowIssue[] {
  const { known, mapped, titles } = context
  const was = known?.get(column.id)
  if (was === undefined || was.added) {
    if (told.has(column) || mapped.has(column.id)) return []
    const use = `The column "${column.title}" is new: ${useOf(column, context)}.`
    return [
      sheetIssue('column_added', `${use} Map it, or save the mapping again to take it as known.`, column),
    ]
  }
  const isUsed = mapped.has(column.id) || titles.has(column.id)
  return isUsed ? [...renamed(column, was, context), ...retyped(column, was)] : []
}

function renamed(column: Column, was: KnownColumn, { mapped, titles }: Context): RowIssue[] {
  if (was.title === cleanText(column.title)) return []
  const title = titles.get(column.id)
  const message = [
    `The column "${was.title}" is titled "${column.title}" now.`,
    ...(mapped.has(column.id) ? ['It is read as before.'] : []),
    ...(title === undefined ? [] : [`Its values are under "${title}" now in the custom fields.`]),
    `${SAVE} to take the title as known.`,
  ]
  return [sheetIssue('column_renamed', message.join(' '), column)]
}

function retyped(column: Column, was: KnownColumn): RowIssue[] {
  const kind = kindOf(column)
  if (was.type === kind) return []
  const message =
    `The column "${column.title}" was of type ${was.type} and is ${kind} now; ` +
    `each cell is read by what it holds. ${SAVE} to take the type as known.`
  return [sheetIssue('column_retyped', message, column)]
}

function useOf(column: Column, { mapped, titles }: Context): string {
  const title = titles.get(column.id)
  if (title !== undefined) return `kept as the custom field "${title}"`
  if (mapped.has(column.id)) return 'which is mapped itself'
  return column.systemColumnType === null ? 'not taken over' : 'filled by Smartsheet, and not taken over'
}
