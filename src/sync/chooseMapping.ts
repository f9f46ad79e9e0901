import { SyncError } from '../core/errors.ts'
import type { Json } from '../core/json.ts'
import { parseMapping } from '../mapping/parse.ts'
import type { Mapping } from '../mapping/schema.ts'
import { suggestMapping, type Suggestion } from '../mapping/suggest/suggest.ts'
import type { Row, Sheet } from '../smartsheet/model.ts'

export interface MappingChoice {
  choose: (sheet: Sheet, sample: readonly Row[]) => Mapping
  /** What the suggester said, where it was asked. */
  suggestion: () => Suggestion | null
}

/**
 * The mapping of a sync: the stored one, else what the suggester is certain about (design section 7). Throws
 * `needs_mapping` where it is not.
 */
export function mappingChoice(stored: Json): MappingChoice {
  let suggestion: Suggestion | null = null
  return {
    suggestion: () => suggestion,
    choose(sheet, sample) {
      if (stored !== null) return parseMapping(stored)
      suggestion = suggestMapping(sheet.columns, sample)
      if (suggestion.mapping !== null && suggestion.certain) return suggestion.mapping
      throw new SyncError('needs_mapping', `No mapping is certain for the columns of "${sheet.name}"`)
    },
  }
}
