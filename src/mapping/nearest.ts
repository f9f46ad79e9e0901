/** Edits (insert, delete, replace, swap of neighbours) between two short texts. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity
      next.push(Math.min(replace, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

const LONGEST = 80
const folded = (text: string): string =>
  text
    .slice(0, 4 * LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST)

/** How far a candidate is from what was written, if within `most`; one that holds it, or is held by it, is near. */
function editsBetween(want: string, have: string, most: number): number {
  const contained = Math.min(want.length, have.length) >= 4 && (have.includes(want) || want.includes(have))
  // At least as many edits as one is longer than the other.
  const edits = Math.abs(want.length - have.length) > most ? Infinity : distance(want, have)
  const near = contained ? Math.min(2, edits) : edits
  return near > most ? Infinity : near
}

/** The candidate that was most likely meant, or null when none is close. */
export function nearest(wanted: string, candidates: readonly string[]): string | null {
  const want = folded(wanted)
  let best: string | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const have = folded(candidate)
    const longer = Math.max(want.length, have.length)
    const edits = editsBetween(want, have, Math.max(1, Math.floor(longer / 3)))
    if (edits < least && edits < longer) {
      best = candidate
      least = edits
    }
  }
  return best
}

/** The candidates that are most like what was written, at most `count`, the nearest first. */
export function closest(wanted: string, candidates: readonly string[], count: number): string[] {
  const want = folded(wanted)
  return candidates
    .map((candidate) => ({ candidate, edits: editsBetween(want, folded(candidate), LONGEST) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}
