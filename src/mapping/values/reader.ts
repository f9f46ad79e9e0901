import type { Cell } from '../../smartsheet/model.ts'
import type { Report } from '../issues.ts'
import type { Defaults } from '../schema.ts'

export interface ReadContext {
  defaults: Defaults
  /** Title of the column; empty for a constant. */
  title: string
  report: Report
}

/**
 * A cell as what a target needs; null when it is blank, or reported and not usable (R5). Never throws. It is
 * not asked for cells with a formula error, a picture or nothing in them.
 */
export type Reader<T> = (cell: Cell, context: ReadContext) => T | null
