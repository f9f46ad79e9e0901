import { decodeCell } from '../../src/smartsheet/cell.ts'
import type { Cell, CellValue } from '../../src/smartsheet/model.ts'

/** A raw cell of a column of that type, decoded. */
export const decode = (raw: Record<string, unknown>, type = 'TEXT_NUMBER', version = 0): Cell | null =>
  decodeCell(
    { columnId: 1, ...raw },
    {
      id: '1',
      title: 'Column',
      type,
      version,
      index: 0,
      primary: false,
      hidden: false,
      systemColumnType: null,
      symbol: null,
      options: [],
    },
  )

export const valueOf = (raw: Record<string, unknown>, type?: string): CellValue | null | undefined =>
  decode(raw, type)?.value
