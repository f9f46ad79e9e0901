import type { Connection } from '../../connections/model.ts'
import { SyncError } from '../../core/errors.ts'
import { faultText } from '../../mapping/faults.ts'
import { parseMapping } from '../../mapping/parse.ts'
import type { Mapping } from '../../mapping/schema.ts'
import { suggestMapping } from '../../mapping/suggest/suggest.ts'
import { pinnedButGone, validateMapping } from '../../mapping/validate.ts'
import { flattenedColumns } from '../../smartsheet/doctor.ts'
import type { Column } from '../../smartsheet/model.ts'
import { entitiesText } from '../mappingCheck.ts'
import { plural } from '../output/format.ts'
import { mappedColumns } from '../output/proposal.ts'
import type { Sample } from '../sheet.ts'
import { type Finding, good, note } from './finding.ts'

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

/** Throws `column_missing`, `invalid_mapping` or `needs_mapping`, where the next sync would not do what is wanted. */
export function mappingFindings(connection: Connection | null, { sheet, rows }: Sample): Finding[] {
  if (connection !== null && connection.mapping !== null)
    return storedFindings(parseMapping(connection.mapping), sheet.columns)
  const { certain, columns } = suggestMapping(sheet.columns, rows)
  const found = mappedColumns(columns)
  if (!certain) {
    const what = found.length === 0 ? 'nothing in it is plainly a customer' : `uncertain: ${found.join(', ')}`
    throw new SyncError('needs_mapping', `Not known yet; ${what}`)
  }
  return [good('mapping', `plain from the titles: ${found.join(', ')}`)]
}

const MOST_NOTES = 10
const REMEDY = 'It syncs all the same. Correct the mapping with `mapping show` and `mapping set`.'

/** A mapping that was stored before its fault was known still syncs. */
function storedFindings(mapping: Mapping, columns: readonly Column[]): Finding[] {
  const gone = pinnedButGone(mapping, columns)
  if (gone.length > 0)
    throw new SyncError('column_missing', `Mapped, but not in the sheet any more: ${gone.join(', ')}`)
  const faults = validateMapping(mapping, columns)
  const more = faults.length - MOST_NOTES
  return [
    good('mapping', `stored: ${entitiesText(mapping)}`),
    ...faults.slice(0, MOST_NOTES).map((fault) => note('mapping', faultText(fault), REMEDY)),
    ...(more > 0 ? [note('mapping', `... and ${more} more of the kind`, REMEDY)] : []),
  ]
}
