/** An answer, and what it is an answer to. */
export interface Told {
  operation: string
  body: unknown
}

type Members = ReadonlySet<string>

/**
 * The members that every recorded object of a place has, `/sheets/{sheetId} rows/*` for example. A place with one
 * object only is left out: nothing tells what of it is always there.
 */
export function membersAlwaysThere(answers: readonly Told[]): Map<string, Members> {
  const seen = new Map<string, Members[]>()
  for (const { place, members } of answers.flatMap(objectsOf)) {
    seen.set(place, [...(seen.get(place) ?? []), members])
  }
  const repeated = [...seen].filter(([, sets]) => sets.length > 1)
  return new Map(repeated.map(([place, sets]) => [place, sets.reduce(common)]))
}

const common = (a: Members, b: Members): Members => new Set([...a].filter((member) => b.has(member)))

/** `place/member` for each member that is always there and is not in this answer. */
export function missingIn(answer: Told, always: ReadonlyMap<string, Members>): string[] {
  const missing = objectsOf(answer).flatMap(({ place, members }) =>
    [...(always.get(place) ?? [])]
      .filter((member) => !members.has(member))
      .map((member) => `${place}/${member}`),
  )
  return [...new Set(missing)]
}

function objectsOf({ operation, body }: Told): { place: string; members: Members }[] {
  function walk(value: unknown, place: string): { place: string; members: Members }[] {
    if (Array.isArray(value)) return value.flatMap((item) => walk(item, `${place}/*`))
    if (typeof value !== 'object' || value === null) return []
    const inner = Object.entries(value).flatMap(([name, member]) => walk(member, `${place}/${name}`))
    return [{ place, members: new Set(Object.keys(value)) }, ...inner]
  }
  return walk(body, `${operation} `)
}
