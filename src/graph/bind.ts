/** A statement as Postgres takes it, its parameters numbered. */
export interface BoundStatement {
  text: string
  values: unknown[]
}

/** Not preceded by a colon: that would be a cast. */
const NAME = /(?<!:):([a-z_]+)/g

/** Numbers the `:name`s of a statement, so that values are always sent as parameters. */
export function bind(statement: string, values: Readonly<Record<string, unknown>>): BoundStatement {
  const names: string[] = []
  const text = statement.replaceAll(NAME, (_, name: string) => {
    // Postgres would be sent a null, and a statement with a slip of the pen would quietly do nothing.
    if (!Object.hasOwn(values, name)) throw new TypeError(`A statement has no value for :${name}.`)
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text, values: names.map((name) => values[name]) }
}
