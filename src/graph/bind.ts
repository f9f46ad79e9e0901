/** A statement as Postgres takes it, its parameters numbered. */
export interface BoundStatement {
  text: string
  values: unknown[]
}

/** Not preceded by a colon: that would be a cast. */
const NAME = /(?<!:):([a-z_]+)/g

/**
 * To be veiled wherever they are compared with columns. Of a tenant that came after the last statistics the planner takes
 * it that it has no rows, and compares each with each; of one that it does not know, that it has as many as others have.
 * So of sheets, and of runs always.
 */
export const NEWCOMERS = { tenant: 'text', sheet: 'text', run: 'uuid' }

/**
 * Numbers the `:name`s of a statement, so that values are always sent as parameters. `veiled` names, with their types,
 * stand for a subquery of their value, which the planner does not look into.
 */
export function bind(
  statement: string,
  values: Readonly<Record<string, unknown>>,
  veiled: Readonly<Record<string, string>> = {},
): BoundStatement {
  const names: string[] = []
  const text = statement.replaceAll(NAME, (_, name: string) => {
    // Postgres would be sent a null, and a statement with a slip of the pen would quietly do nothing.
    if (!Object.hasOwn(values, name)) throw new TypeError(`A statement has no value for :${name}.`)
    if (!names.includes(name)) names.push(name)
    const parameter = `$${names.indexOf(name) + 1}`
    const type = Object.hasOwn(veiled, name) ? veiled[name] : undefined
    return type === undefined ? parameter : `(select ${parameter}::${type})`
  })
  return { text, values: names.map((name) => values[name]) }
}
