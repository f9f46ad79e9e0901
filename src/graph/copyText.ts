/** A row of text values for COPY. */
export type CopyRow = readonly (string | null)[]

const CHUNK_ROWS = 500

/**
 * Rows as `copy` reads them in its own text format. Joined in moderate pieces: one string a row is slow to send, one
 * string in all doubles the memory.
 */
export function* copyChunks(rows: Iterable<CopyRow>): Generator<string> {
  let chunk = ''
  let count = 0
  for (const row of rows) {
    chunk += row.map(copyField).join('\t') + '\n'
    count += 1
    if (count % CHUNK_ROWS > 0) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function copyField(value: string | null): string {
  if (value === null) return '\\N'
  return SPECIAL.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (special) => ESCAPED[special] ?? '') : value
}

/** Texts as Postgres reads a text[]. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
