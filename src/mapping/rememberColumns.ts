import type { Column } from '../smartsheet/model.ts'
import { indexColumns } from './columns.ts'
import { customColumns, type CustomColumns } from './customColumns.ts'
import { kindOf, type KnownColumn, type KnownColumns } from './knownColumns.ts'
import type { Mapping } from './schema.ts'
import { cleanText } from './values/clean.ts'

/**
 * For a mapping that somebody saves: all columns that are there are known, and those that are gone are let go.
 * `before` tells where the last sync has put the custom fields.
 */
export function columnsWhenSaved(
  mapping: Mapping,
  columns: readonly Column[],
  before: KnownColumns,
): KnownColumn[] {
  const custom = customColumns(mapping, columns, indexColumns(columns), null)
  const titles = new Map(custom?.found.map(({ column, title }) => [column.id, title]))
  return columns.map((column) => {
    const title = titles.get(column.id)
    return known(column, title === undefined ? undefined : (before?.get(column.id)?.custom ?? title))
  })
}

/** For a sync: what was known stays so, and what the sheet has more is remembered, in case that it goes again. */
export function columnsAfterSync(
  columns: readonly Column[],
  before: KnownColumns,
  { mapped, custom }: { mapped: ReadonlySet<string>; custom: CustomColumns | null },
): KnownColumn[] {
  const live = new Set(columns.map(({ id }) => id))
  const titles = new Map(custom?.found.map(({ column, title }) => [column.id, title]))
  const kept = new Set(custom?.gone.map(({ id }) => id))
  const gone = [...(before?.values() ?? [])].filter(
    ({ id, added }) => !live.has(id) && (!added || kept.has(id)),
  )
  const present = columns.map((column): KnownColumn => {
    const was = before?.get(column.id)
    const isNew = before !== null && (was === undefined || was.added === true)
    return {
      ...known(column, titles.get(column.id), was),
      ...(isNew && !mapped.has(column.id) && { added: true }),
    }
  })
  return [...present, ...gone]
}

const known = (column: Column, custom: string | undefined, was?: KnownColumn): KnownColumn => ({
  id: column.id,
  title: was?.title ?? cleanText(column.title),
  type: was?.type ?? kindOf(column),
  ...(custom !== undefined && { custom }),
})
