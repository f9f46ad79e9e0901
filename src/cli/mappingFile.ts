import { readFile } from 'node:fs/promises'
import { Document, isNode, visit } from 'yaml'
import { messageOf, SyncError } from '../core/errors.ts'
import { mappingFromText } from '../mapping/parse.ts'
import type { ColumnRef, FieldSource, Mapping } from '../mapping/schema.ts'
import type { Suggestion } from '../mapping/suggest/suggest.ts'
import { oneLine } from '../core/oneLine.ts'
import type { Terminal } from './output/terminal.ts'

/** Reads a mapping from a file, or from stdin where it is called `-`. Throws `usage` and `invalid_mapping`. */
export async function readMappingFile(file: string, terminal: Terminal): Promise<Mapping> {
  if (file === '-') return mappingFromText(await terminal.readInput())
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    throw new SyncError('usage', `Cannot read ${file}: ${messageOf(error)}`, {
      remedy: 'Give the path of a mapping file in YAML or JSON.',
    })
  }
  return mappingFromText(decoded(bytes))
}

/** UTF-8, or what the mark at its beginning says: PowerShell's `>` writes UTF-16. Throws `invalid_mapping`. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new SyncError('invalid_mapping', 'The mapping is not text in UTF-8', {
      remedy: 'Save the file as UTF-8.',
    })
  }
}

export const mappingText = (mapping: object): string =>
  documentOf(mapping).toString({ lineWidth: 0 }).trimEnd()

/** A mapping file that `mapping set` takes as it is, with the reason beside each column. */
export function suggestionText(
  mapping: Mapping,
  { columns, certain }: Suggestion,
  sheetName: string,
): string {
  const document = documentOf(mapping)
  const reasons = new Map(columns.map((column) => [column.columnId, column.reason]))
  const explain = (ref: string | ColumnRef, path: (string | number)[]) => {
    const node = document.getIn(path, true)
    const reason =
      typeof ref === 'object' && ref.columnId !== undefined ? reasons.get(ref.columnId) : undefined
    if (isNode(node) && reason !== undefined) node.comment = ` ${oneLine(reason)}`
  }
  for (const [i, { fields }] of mapping.entities.entries())
    for (const [name, source] of Object.entries<FieldSource | undefined>(fields)) {
      const path = ['entities', i, 'fields', name]
      if (typeof source !== 'object' || 'const' in source) continue
      if ('columns' in source) source.columns.forEach((ref, j) => explain(ref, [...path, 'columns', j]))
      else explain(source, path)
    }
  const judged = certain
    ? 'certain: the next sync would use it by itself'
    : 'not certain: read it before you use it'
  document.commentBefore = ` Mapping suggested for "${oneLine(sheetName)}", ${judged}.`
  const custom = columns.filter((column) => !column.mapped)
  if (custom.length > 0) {
    const list = custom.map(({ title, reason }) => `   ${oneLine(title)}: ${oneLine(reason)}`)
    document.comment = [' Kept as custom fields:', ...list].join('\n')
  }
  return document.toString({ lineWidth: 0 }).trimEnd()
}

function documentOf(mapping: object): Document {
  const document = new Document(mapping)
  visit(document, {
    Map: (_key, map) => {
      // A reference to a column reads best on one line.
      if (map.has('column') || map.has('columnId')) map.flow = true
    },
  })
  return document
}
