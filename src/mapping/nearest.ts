/** Edits (insert, delete, replace) between two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const folded = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The candidate that was most likely meant, or null when none is close. */
export function nearest(wanted: string, candidates: readonly string[]): string | null {
  const want = folded(wanted).slice(0, 80)
  let best: string | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const have = folded(candidate).slice(0, 80)
    const shorter = Math.min(want.length, have.length)
    const contained = shorter >= 4 && (have.includes(want) || want.includes(have))
    const edits = contained ? Math.min(2, distance(want, have)) : distance(want, have)
    if (edits < least && edits <= Math.max(1, Math.floor(Math.max(want.length, have.length) / 3))) {
      best = candidate
      least = edits
    }
  }
  return best
}
