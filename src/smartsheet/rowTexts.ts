import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { parseBody } from './body.ts'

// Where the rows of a sheet stand in an answer, without parsing them: of a sheet that was read before most rows need not
// be parsed at all, and of the others one at a time takes a hundredth of the memory.

/** One row as it came: JSON, known to be well-formed. */
export class RowText {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Equal for equal bytes. */
  fingerprint(): string {
    return hash('sha256', this.#bytes, 'base64url')
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

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const MINUS = 0x2d
const ZERO = 0x30
const DOT = 0x2e

/** Deeper than any row; what nests deeper is left to JSON.parse. */
const MAX_DEPTH = 100
/** Not well-formed, or not certain to be. */
const UNFIT = -1

/**
 * As parseBody, but that the rows of a sheet are RowTexts. Where that is not possible they are parsed, as all of the
 * body is that is no sheet.
 */
export function parseWithoutRows(bytes: Uint8Array): unknown {
  const cut = isUtf8(bytes) ? cutRows(bytes) : null
  if (cut === null) return parseBody(bytes)
  const envelope = parseBody(Buffer.from(cut.envelope))
  return { ...(envelope as object), rows: cut.rows }
}

/**
 * Cuts the rows out of the JSON of a sheet. Null where that is not certain: then the whole has to be parsed, and JSON.parse
 * judges. What is cut is as well-formed as JSON.parse would have it; that the bytes are UTF-8 is for the caller to know.
 */
function cutRows(bytes: Uint8Array): CutBody | null {
  let rows: { from: number; to: number; found: RowText[] } | null = null
  const end = members(bytes, skipBlanks(bytes, 0), (key, at) => {
    if (key !== 'rows') return skipValue(bytes, at, 1)
    if (rows !== null) return UNFIT
    const found: RowText[] = []
    const to = elements(bytes, at, (from) => {
      const after = bytes[from] === OPEN_OBJECT ? skipValue(bytes, from, 2) : UNFIT
      if (after !== UNFIT) found.push(new RowText(bytes.subarray(from, after)))
      return after
    })
    rows = { from: at, to, found }
    return to
  })
  // Assigned in a closure, which TypeScript does not see.
  const cut = rows as { from: number; to: number; found: RowText[] } | null
  if (end === UNFIT || cut === null || skipBlanks(bytes, end) !== bytes.length) return null
  const text = (from: number, to?: number) => Buffer.from(bytes.subarray(from, to)).toString()
  return { envelope: `${text(0, cut.from)}[]${text(cut.to)}`, rows: cut.found }
}

/** Walks over an object; `member` is told of each key and where its value begins, and says where that ends. */
function members(bytes: Uint8Array, from: number, member: (key: string, at: number) => number): number {
  if (bytes[from] !== OPEN_OBJECT) return UNFIT
  let at = skipBlanks(bytes, from + 1)
  if (bytes[at] === CLOSE_OBJECT) return at + 1
  for (;;) {
    const afterKey = bytes[at] === QUOTE ? skipString(bytes, at) : UNFIT
    if (afterKey === UNFIT) return UNFIT
    // An escape could spell "rows" in another way.
    const key = Buffer.from(bytes.subarray(at + 1, afterKey - 1)).toString()
    if (key.includes('\\')) return UNFIT
    at = skipBlanks(bytes, afterKey)
    if (bytes[at] !== COLON) return UNFIT
    at = member(key, skipBlanks(bytes, at + 1))
    if (at === UNFIT) return UNFIT
    at = skipBlanks(bytes, at)
    if (bytes[at] === CLOSE_OBJECT) return at + 1
    if (bytes[at] !== COMMA) return UNFIT
    at = skipBlanks(bytes, at + 1)
  }
}

/** Walks over a list; `element` is told where each begins, and says where it ends. */
function elements(bytes: Uint8Array, from: number, element: (at: number) => number): number {
  if (bytes[from] !== OPEN_LIST) return UNFIT
  let at = skipBlanks(bytes, from + 1)
  if (bytes[at] === CLOSE_LIST) return at + 1
  for (;;) {
    at = element(at)
    if (at === UNFIT) return UNFIT
    at = skipBlanks(bytes, at)
    if (bytes[at] === CLOSE_LIST) return at + 1
    if (bytes[at] !== COMMA) return UNFIT
    at = skipBlanks(bytes, at + 1)
  }
}

/** As all that follow: the position behind what begins at `at`, or UNFIT. */
function skipValue(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at]
  if (first === QUOTE) return skipString(bytes, at)
  if (first === OPEN_OBJECT || first === OPEN_LIST)
    return depth < MAX_DEPTH ? skipNested(bytes, at, depth) : UNFIT
  if (first === 0x74) return skipWord(bytes, at, 'true')
  if (first === 0x66) return skipWord(bytes, at, 'false')
  if (first === 0x6e) return skipWord(bytes, at, 'null')
  return skipNumber(bytes, at)
}

/** An object or a list. Every cell is one: no closures here. */
function skipNested(bytes: Uint8Array, from: number, depth: number): number {
  const isObject = bytes[from] === OPEN_OBJECT
  const close = isObject ? CLOSE_OBJECT : CLOSE_LIST
  let at = skipBlanks(bytes, from + 1)
  if (bytes[at] === close) return at + 1
  for (;;) {
    if (isObject) {
      at = bytes[at] === QUOTE ? skipString(bytes, at) : UNFIT
      if (at === UNFIT) return UNFIT
      at = skipBlanks(bytes, at)
      if (bytes[at] !== COLON) return UNFIT
      at = skipBlanks(bytes, at + 1)
    }
    at = skipValue(bytes, at, depth + 1)
    if (at === UNFIT) return UNFIT
    at = skipBlanks(bytes, at)
    if (bytes[at] === close) return at + 1
    if (bytes[at] !== COMMA) return UNFIT
    at = skipBlanks(bytes, at + 1)
  }
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (isBlank(bytes[at])) at += 1
  return at
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

function skipString(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) return at + 1
    if (byte < 0x20) return UNFIT
    if (byte !== BACKSLASH) continue
    at += 1
    const escaped = bytes[at]
    if (escaped === 0x75) {
      for (let digit = 1; digit <= 4; digit += 1) if (!isHexDigit(bytes[at + digit])) return UNFIT
      at += 4
    } else if (!isEscape(escaped)) return UNFIT
  }
  return UNFIT
}

const ESCAPES: ReadonlySet<number | undefined> = new Set(Buffer.from('"\\/bfnrt'))
const isEscape = (byte: number | undefined): boolean => ESCAPES.has(byte)

const isHexDigit = (byte = 0): boolean =>
  isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)

const isDigit = (byte = 0): boolean => byte >= ZERO && byte <= 0x39

function skipWord(bytes: Uint8Array, from: number, word: string): number {
  for (let at = 0; at < word.length; at += 1) if (bytes[from + at] !== word.charCodeAt(at)) return UNFIT
  return from + word.length
}

function skipNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from
  at = bytes[at] === ZERO ? at + 1 : skipDigits(bytes, at)
  if (at !== UNFIT && bytes[at] === DOT) at = skipDigits(bytes, at + 1)
  if (at === UNFIT || (bytes[at] !== 0x65 && bytes[at] !== 0x45)) return at
  const sign = bytes[at + 1]
  return skipDigits(bytes, sign === MINUS || sign === 0x2b ? at + 2 : at + 1)
}

/** At least one. */
function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from
  while (isDigit(bytes[at])) at += 1
  return at === from ? UNFIT : at
}
