import type { Connection } from '../../connections/model.ts'
import { SyncError } from '../../core/errors.ts'
import { parseMapping } from '../../mapping/parse.ts'
import { suggestMapping } from '../../mapping/suggest/suggest.ts'
import { pinnedButGone } from '../../mapping/validate.ts'
import { flattenedColumns } from '../../smartsheet/doctor.ts'
import { entitiesText, requireValid } from '../mappingCheck.ts'
import { plural } from '../output/format.ts'
import { mappedColumns } from '../output/proposal.ts'
import type { Sample } from '../sheet.ts'

export const sheetText = ({ sheet }: Sample): string =>
  `"${sheet.name}", ${plural(sheet.totalRowCount, 'row')}, version ${sheet.version}`

/** Throws `level_ignored` where lists come as joined text. */
export function columnsText({ sheet }: Sample): string {
  const flattened = flattenedColumns(sheet.columns)
  if (flattened.length > 0) {
    const titles = flattened.map((column) => column.title).join(', ')
    throw new SyncError('level_ignored', `Lists arrive as plain text in ${titles}`)
  }
  const columns = sheet.columns.map(({ title, type }) => `${title} (${type})`).join(', ')
  return `${plural(sheet.columns.length, 'column')}: ${columns}`
}

/** Throws `column_missing`, `invalid_mapping` or `needs_mapping`. */
export function mappingText(connection: Connection | null, { sheet, rows }: Sample): string {
  if (connection !== null && connection.mapping !== null) {
    const mapping = parseMapping(connection.mapping)
    const missing = pinnedButGone(mapping, sheet.columns)
    if (missing.length > 0) {
      throw new SyncError('column_missing', `Mapped, but not in the sheet any more: ${missing.join(', ')}`)
    }
    return `stored: ${entitiesText(requireValid(mapping, sheet.columns))}`
  }
  const { certain, columns } = suggestMapping(sheet.columns, rows)
  const found = mappedColumns(columns)
  if (!certain) {
    const what = found.length === 0 ? 'nothing in it is plainly a customer' : `uncertain: ${found.join(', ')}`
    throw new SyncError('needs_mapping', `Not known yet; ${what}`)
  }
  return `plain from the titles: ${found.join(', ')}`
}
