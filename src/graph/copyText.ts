/** A row of text values for COPY. */
export type CopyRow = readonly (string | null)[]

const CHUNK_ROWS = 500

/**
 * Rows as `copy ... (format csv)` reads them. Joined in moderate pieces: one string a row is slow to send, one
 * string in all doubles the memory.
 */
export function* csvChunks(rows: Iterable<CopyRow>): Generator<string> {
  let chunk = ''
  let count = 0
  for (const row of rows) {
    chunk += row.map(csvField).join(',') + '\n'
    count += 1
    if (count % CHUNK_ROWS > 0) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** Always quoted, so that '' and null stay two things. */
const csvField = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)

/** Texts as Postgres reads a text[]. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
