import type { Row } from '../smartsheet/model.ts'
import type { CompiledMapping } from './compile.ts'
import { createFamily } from './hierarchy.ts'
import type { MappedRow } from './record.ts'
import { createRowMapper } from './rowMapper.ts'

export interface Mapper {
  /** The rows of one page, in the sheet's order. With `hierarchy: inherit` some may come back later. */
  page(rows: readonly Row[]): MappedRow[]
  /** The rows that waited for a parent; to be called after the last page. */
  end(): MappedRow[]
}

/** Turns the rows of one complete read into records. Pure but for what it remembers of parent rows. */
export function createMapper(compiled: CompiledMapping): Mapper {
  const mapRow = createRowMapper(compiled)
  if (!compiled.inherit) return { page: (rows) => rows.map((row) => mapRow(row, null).mapped), end: () => [] }
  const family = createFamily(mapRow)
  return { page: family.add, end: family.end }
}
