const LONGEST = 80

/** The rows of a table of edits: the one being filled, the one before it, and the one before that. */
type Rows = [Uint8Array, Uint8Array, Uint8Array]
const rows: Rows = [new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2)]
/** More than any two texts are apart. */
const FAR = LONGEST + 1

/** Edits (insert, delete, replace, swap of neighbours) between two short texts; more than `most`: infinitely many. */
function distance(a: string, b: string, most: number): number {
  let begin = 0
  let [enda, endb] = [a.length, b.length]
  while (begin < enda && begin < endb && a.charCodeAt(begin) === b.charCodeAt(begin)) begin++
  while (enda > begin && endb > begin && a.charCodeAt(enda - 1) === b.charCodeAt(endb - 1)) {
    enda--
    endb--
  }
  const edits = editsOf(a.slice(begin, enda), b.slice(begin, endb), most)
  return edits > most ? Infinity : edits
}

/** Only cells near the diagonal are looked at: the others are more than `most` edits away. */
function editsOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return FAR
  if (a === '' || b === '') return a.length + b.length
  let [last, row, next] = rows
  for (let j = 0; j <= b.length; j++) row[j] = j
  let leastBefore = 0
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most)
    const to = Math.min(b.length, i + most)
    next[from - 1] = from === 1 ? i : FAR
    if (to > i - 1 + most) row[to] = FAR
    const least = fillRow(next, row, last, { a, b, i, from, to })
    // A swap reaches back two rows.
    if (least > most && leastBefore > most) return FAR
    leastBefore = least
    ;[last, row, next] = [row, next, last]
  }
  return row[b.length] ?? FAR
}

interface Band {
  a: string
  b: string
  i: number
  from: number
  to: number
}

/** Fills the row of the first `i` letters of `a`; gives the least number in it. */
function fillRow(next: Uint8Array, row: Uint8Array, last: Uint8Array, { a, b, i, from, to }: Band): number {
  let least = from === 1 ? i : FAR
  const letter = a.charCodeAt(i - 1)
  const before = i > 1 ? a.charCodeAt(i - 2) : -1
  for (let j = from; j <= to; j++) {
    const other = b.charCodeAt(j - 1)
    let edits = (row[j - 1] ?? FAR) + (letter === other ? 0 : 1)
    edits = Math.min(edits, (row[j] ?? FAR) + 1, (next[j - 1] ?? FAR) + 1)
    if (j > 1 && before === other && letter === b.charCodeAt(j - 2))
      edits = Math.min(edits, (last[j - 2] ?? FAR) + 1)
    next[j] = Math.min(edits, FAR)
    if (edits < least) least = edits
  }
  return least
}

/** A text, and what of it is compared: made once where it is compared with many. */
export interface Word {
  text: string
  key: string
  /** How often each letter is in it; letters of other alphabets share a place. */
  letters: Uint8Array
}

const PLACES = 32

export function wordOf(text: string): Word {
  const key = text
    .slice(0, 4 * LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST)
  const letters = new Uint8Array(PLACES)
  for (let i = 0; i < key.length; i++) {
    const place = key.charCodeAt(i) % PLACES
    letters[place] = (letters[place] ?? 0) + 1
  }
  return { text, key, letters }
}

/** At least so many edits: each puts right one letter too many and one too few. Much less work than to count them. */
function leastEdits(a: Uint8Array, b: Uint8Array): number {
  let [more, less] = [0, 0]
  for (let place = 0; place < PLACES; place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0)
    if (difference > 0) more += difference
    else less -= difference
  }
  return Math.max(more, less)
}

/** How far a candidate is from what was written, if within `most`; one that holds it, or is held by it, is near. */
function editsBetween(want: Word, have: Word, most: number): number {
  if (most < 0) return Infinity
  const shorter = Math.min(want.key.length, have.key.length)
  const contained = shorter >= 4 && (have.key.includes(want.key) || want.key.includes(have.key))
  const hopeless = leastEdits(want.letters, have.letters) > most
  const edits = hopeless ? Infinity : distance(want.key, have.key, most)
  const near = contained ? Math.min(2, edits) : edits
  return near > most ? Infinity : near
}

/** The candidate that was most likely meant, or null when none is close. */
export const nearest = (wanted: string, candidates: readonly string[]): string | null =>
  nearestWord(wanted, candidates.map(wordOf))

export function nearestWord(wanted: string, candidates: readonly Word[]): string | null {
  const want = wordOf(wanted)
  let best: string | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const longer = Math.max(want.key.length, candidate.key.length)
    // What is no nearer than the best so far is not measured to the end.
    const most = Math.min(Math.max(1, Math.floor(longer / 3)), longer - 1, least - 1)
    const edits = editsBetween(want, candidate, most)
    if (edits > most) continue
    best = candidate.text
    least = edits
  }
  return best
}

/** The candidates that are most like what was written, at most `count`, the nearest first. */
export const closest = (wanted: string, candidates: readonly string[], count: number): string[] =>
  closestWords(wanted, candidates.map(wordOf), count)

export function closestWords(wanted: string, candidates: readonly Word[], count: number): string[] {
  const want = wordOf(wanted)
  const best: { text: string; edits: number }[] = []
  for (const candidate of candidates) {
    const most = best.length < count ? LONGEST : (best.at(-1)?.edits ?? 0) - 1
    const edits = editsBetween(want, candidate, most)
    if (edits > most) continue
    const at = best.findLastIndex((one) => one.edits <= edits) + 1
    best.splice(at, 0, { text: candidate.text, edits })
    best.length = Math.min(best.length, count)
  }
  return best.map(({ text }) => text)
}
