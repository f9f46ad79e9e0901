import type { Column } from '../smartsheet/model.ts'
import type { ColumnIndex } from './columns.ts'
import type { Condition } from './schema.ts'
import { wordKey } from './values/text.ts'

export interface CompiledCondition {
  column: Column
  is: ReadonlySet<string> | null
  isNot: ReadonlySet<string> | null
  blank: boolean | null
}

/** Null: a column of them is gone. */
export function compileConditions(
  conditions: readonly Condition[],
  index: ColumnIndex,
): CompiledCondition[] | null {
  const compiled = conditions.map((condition) => {
    const column = index.find(condition)
    return (
      column && {
        column,
        is: condition.is === undefined ? null : new Set([condition.is].flat().map(wordKey)),
        isNot: condition.isNot === undefined ? null : new Set([condition.isNot].flat().map(wordKey)),
        blank: condition.blank ?? null,
      }
    )
  })
  return compiled.every((condition) => condition !== null) ? compiled : null
}
