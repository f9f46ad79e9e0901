import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { parseBody } from './body.ts'
import { elements, endOfBlanks, endOfValue, members, UNFIT } from './jsonSpans.ts'

// Where the rows of a sheet stand in an answer, without parsing them: of a sheet that was read before most rows need not
// be parsed at all, and of the others one at a time takes a hundredth of the memory.

/** From and to, in bytes. */
type Span = readonly [number, number]

/** What says where a row stands, which other rows change: those above it, added or deleted. */
const PLACE_KEYS = ['rowNumber', 'siblingId']

/** One row as it came: JSON, known to be well-formed. */
export class RowText {
  readonly #bytes: Buffer
  readonly #places: ReadonlyMap<string, Span>

  /** `places`: the values under PLACE_KEYS. */
  constructor(bytes: Buffer, places: ReadonlyMap<string, Span>) {
    this.#bytes = bytes
    this.#places = places
  }

  /** Of the bytes but for those that say where the row stands. */
  fingerprint(): string {
    const parts: Buffer[] = []
    let from = 0
    for (const [start, end] of this.#places.values()) {
      parts.push(this.#bytes.subarray(from, start))
      from = end
    }
    parts.push(this.#bytes.subarray(from))
    return hash('sha256', Buffer.concat(parts), 'base64url')
  }

  rowNumber(): unknown {
    const place = this.#places.get('rowNumber')
    return place && JSON.parse(this.#bytes.toString('utf8', ...place))
  }

  parse(): unknown {
    return parseBody(this.#bytes)
  }
}

interface CutBody {
  /** The answer with `rows` empty. */
  envelope: string
  rows: RowText[]
}

/**
 * As parseBody, but that the rows of a sheet are RowTexts. Where that is not possible they are parsed, as all of the
 * body is that is no sheet.
 */
export function parseWithoutRows(bytes: Uint8Array): unknown {
  const cut = isUtf8(bytes) ? cutRows(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) : null
  if (cut === null) return parseBody(bytes)
  const envelope = parseBody(Buffer.from(cut.envelope))
  return { ...(envelope as object), rows: cut.rows }
}

/**
 * Cuts the rows out of the JSON of a sheet. Null where that is not certain: then the whole has to be parsed, and JSON.parse
 * judges. What is cut is as well-formed as JSON.parse would have it; that the bytes are UTF-8 is for the caller to know.
 */
function cutRows(bytes: Buffer): CutBody | null {
  let rows: { from: number; to: number; found: RowText[] } | null = null
  const end = members(bytes, endOfBlanks(bytes, 0), (key, at) => {
    if (key !== 'rows') return endOfValue(bytes, at, 1)
    if (rows !== null) return UNFIT
    const found: RowText[] = []
    const to = elements(bytes, at, (from) => cutRow(bytes, from, found))
    rows = { from: at, to, found }
    return to
  })
  // Assigned in a closure, which TypeScript does not see.
  const cut = rows as { from: number; to: number; found: RowText[] } | null
  if (end === UNFIT || cut === null || endOfBlanks(bytes, end) !== bytes.length) return null
  const [before, after] = [bytes.toString('utf8', 0, cut.from), bytes.toString('utf8', cut.to)]
  return { envelope: `${before}[]${after}`, rows: cut.found }
}

function cutRow(bytes: Buffer, from: number, found: RowText[]): number {
  const places = new Map<string, Span>()
  const after = members(bytes, from, (key, at) => {
    const end = endOfValue(bytes, at, 2)
    if (!PLACE_KEYS.includes(key) || end === UNFIT) return end
    // Of two under one key JSON.parse takes the last.
    if (places.has(key)) return UNFIT
    places.set(key, [at - from, end - from])
    return end
  })
  if (after !== UNFIT) found.push(new RowText(bytes.subarray(from, after), places))
  return after
}
