/** Names that start so can only be meant for us. */
const OWN_PREFIX = /^(SMARTSHEET_|SYNC_|SECRETS_|NOTICE_|RESYNC)/

/** What Kubernetes sets in every container for a service called, say, smartsheet-sync. */
const SERVICE_LINK = /_SERVICE_(HOST|PORT)(_|$)|_PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?$/

/** Names that carry no prefix of ours, and that nobody else is likely to use with a letter changed. */
const DISTINCT = ['ADMIN_TOKEN', 'DATABASE_URL', 'RUN_ONCE']
const SLIP_LETTERS = 2

export interface UnknownVariable {
  readonly name: string
  readonly nearest: string
}

/** Variables that look like ours and are not: a misspelt one must not silently leave its default in force. */
export function unknownVariables(names: readonly string[], known: readonly string[]): UnknownVariable[] {
  return names.flatMap((name) => {
    if (known.includes(name) || SERVICE_LINK.test(name)) return []
    if (OWN_PREFIX.test(name)) return [{ name, nearest: nearestOf(name, known) }]
    const meant = DISTINCT.find((candidate) => editDistance(name, candidate) <= SLIP_LETTERS)
    return meant === undefined || names.includes(meant) ? [] : [{ name, nearest: meant }]
  })
}

function nearestOf(name: string, known: readonly string[]): string {
  // Smartsheet's own name for it, and so the commonest guess.
  const meant = name.replace('API_KEY', 'ACCESS_TOKEN')
  return known.reduce((best, candidate) =>
    editDistance(meant, candidate) < editDistance(meant, best) ? candidate : best,
  )
}

/** Levenshtein: how many letters must be added, removed or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
