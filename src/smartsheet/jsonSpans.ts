// Where values end in the bytes of JSON, without making anything of them. As strict as JSON.parse: what is walked over to its
// end is well-formed.

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
/** In place of a position: not well-formed, or not certain to be. */
export const UNFIT = -1

/** Walks over an object; `member` is told of each key and where its value begins, and says where that ends. */
export function members(bytes: Buffer, from: number, member: (key: string, at: number) => number): number {
  if (bytes[from] !== OPEN_OBJECT) return UNFIT
  let at = endOfBlanks(bytes, from + 1)
  if (bytes[at] === CLOSE_OBJECT) return at + 1
  for (;;) {
    const afterKey = bytes[at] === QUOTE ? endOfString(bytes, at) : UNFIT
    if (afterKey === UNFIT) return UNFIT
    // An escape could spell "rows" in another way.
    const key = bytes.toString('utf8', at + 1, afterKey - 1)
    if (key.includes('\\')) return UNFIT
    at = endOfBlanks(bytes, afterKey)
    if (bytes[at] !== COLON) return UNFIT
    at = member(key, endOfBlanks(bytes, at + 1))
    if (at === UNFIT) return UNFIT
    at = endOfBlanks(bytes, at)
    if (bytes[at] === CLOSE_OBJECT) return at + 1
    if (bytes[at] !== COMMA) return UNFIT
    at = endOfBlanks(bytes, at + 1)
  }
}

/** Walks over a list; `element` is told where each begins, and says where it ends. */
export function elements(bytes: Buffer, from: number, element: (at: number) => number): number {
  if (bytes[from] !== OPEN_LIST) return UNFIT
  let at = endOfBlanks(bytes, from + 1)
  if (bytes[at] === CLOSE_LIST) return at + 1
  for (;;) {
    at = element(at)
    if (at === UNFIT) return UNFIT
    at = endOfBlanks(bytes, at)
    if (bytes[at] === CLOSE_LIST) return at + 1
    if (bytes[at] !== COMMA) return UNFIT
    at = endOfBlanks(bytes, at + 1)
  }
}

/** As all that follow: the position behind what begins at `at`, or UNFIT. `depth`: how deep that is. */
export function endOfValue(bytes: Buffer, at: number, depth: number): number {
  const first = bytes[at]
  if (first === QUOTE) return endOfString(bytes, at)
  if (first === OPEN_OBJECT || first === OPEN_LIST)
    return depth < MAX_DEPTH ? endOfNested(bytes, at, depth) : UNFIT
  if (first === 0x74) return endOfWord(bytes, at, 'true')
  if (first === 0x66) return endOfWord(bytes, at, 'false')
  if (first === 0x6e) return endOfWord(bytes, at, 'null')
  return endOfNumber(bytes, at)
}

/** An object or a list. Every cell is one: no closures here. */
function endOfNested(bytes: Buffer, from: number, depth: number): number {
  const isObject = bytes[from] === OPEN_OBJECT
  const close = isObject ? CLOSE_OBJECT : CLOSE_LIST
  let at = endOfBlanks(bytes, from + 1)
  if (bytes[at] === close) return at + 1
  for (;;) {
    if (isObject) {
      at = bytes[at] === QUOTE ? endOfString(bytes, at) : UNFIT
      if (at === UNFIT) return UNFIT
      at = endOfBlanks(bytes, at)
      if (bytes[at] !== COLON) return UNFIT
      at = endOfBlanks(bytes, at + 1)
    }
    at = endOfValue(bytes, at, depth + 1)
    if (at === UNFIT) return UNFIT
    at = endOfBlanks(bytes, at)
    if (bytes[at] === close) return at + 1
    if (bytes[at] !== COMMA) return UNFIT
    at = endOfBlanks(bytes, at + 1)
  }
}

export function endOfBlanks(bytes: Buffer, from: number): number {
  let at = from
  while (isBlank(bytes[at])) at += 1
  return at
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

function endOfString(bytes: Buffer, from: number): number {
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

function endOfWord(bytes: Buffer, from: number, word: string): number {
  for (let at = 0; at < word.length; at += 1) if (bytes[from + at] !== word.charCodeAt(at)) return UNFIT
  return from + word.length
}

function endOfNumber(bytes: Buffer, from: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from
  at = bytes[at] === ZERO ? at + 1 : endOfDigits(bytes, at)
  if (at !== UNFIT && bytes[at] === DOT) at = endOfDigits(bytes, at + 1)
  if (at === UNFIT || (bytes[at] !== 0x65 && bytes[at] !== 0x45)) return at
  const sign = bytes[at + 1]
  return endOfDigits(bytes, sign === MINUS || sign === 0x2b ? at + 2 : at + 1)
}

/** At least one. */
function endOfDigits(bytes: Buffer, from: number): number {
  let at = from
  while (isDigit(bytes[at])) at += 1
  return at === from ? UNFIT : at
}
