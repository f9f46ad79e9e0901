/** What is used here of a schema object of OpenAPI 3.0. */
export interface Schema {
  $ref?: string
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
}

/** The schema at a JSON pointer such as `#/components/schemas/Row`. */
export function resolveRef(document: unknown, pointer: string): Schema {
  const steps = pointer.slice(2).split('/').map(decodeStep)
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as Schema
}

const decodeStep = (step: string): string =>
  decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')

/**
 * The members of an answer that its schema does not name, `*` for every index. A validator lets them pass: nothing
 * in the document forbids more members.
 */
export function undescribedIn(document: unknown, pointer: string, body: unknown): string[] {
  const plain = (schema: Schema): Schema[] => [
    ...(schema.$ref === undefined ? [schema] : plain(resolveRef(document, schema.$ref))),
    ...[...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(plain),
  ]
  function walk(value: unknown, from: readonly Schema[], where: string): string[] {
    const schemas = from.flatMap(plain)
    if (Array.isArray(value)) {
      const items = schemas.flatMap(({ items }) => items ?? [])
      return value.flatMap((item) => walk(item, items, join(where, '*')))
    }
    // Where no member is named, any may come.
    if (!isObject(value) || schemas.every(({ properties }) => properties === undefined)) return []
    return Object.entries(value).flatMap(([name, member]) => {
      const named = schemas.flatMap(({ properties }) => properties?.[name] ?? [])
      return named.length === 0 ? [join(where, name)] : walk(member, named, join(where, name))
    })
  }
  return walk(body, [{ $ref: pointer }], '')
}

const join = (where: string, step: string): string => (where === '' ? step : `${where}/${step}`)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
