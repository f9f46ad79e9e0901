/** Longer texts are compared by their beginning. */
const LONGEST = 80

/** Edits (insert, delete, replace, swap of neighbours) between two short texts. */
function distance(a: string, b: string): number {
  let last: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? (last[j - 2] ?? 0) + 1 : Infinity
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    ;[last, row] = [row, next]
  }
  return row[b.length] ?? 0
}

/** A text, and what of it is compared: made once where it is compared with many. */
export interface Word {
  text: string
  key: string
}

export const wordOf = (text: string): Word => ({
  text,
  key: text
    .slice(0, 4 * LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST),
})

/** How far a candidate is from what was written; one that holds it, or is held by it, is near. */
function editsBetween(want: Word, have: Word): number {
  const shorter = Math.min(want.key.length, have.key.length)
  const contained = shorter >= 4 && (have.key.includes(want.key) || want.key.includes(have.key))
  const edits = distance(want.key, have.key)
  return contained ? Math.min(2, edits) : edits
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
    const most = Math.min(Math.max(1, Math.floor(longer / 3)), longer - 1, least - 1)
    const edits = editsBetween(want, candidate)
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
  return candidates
    .map((candidate) => ({ text: candidate.text, edits: editsBetween(want, candidate) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, count)
    .map(({ text }) => text)
}
