import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import { resolveRef, undescribedIn } from './openapiMembers.ts'

/** Smartsheet's own description of its API; beside the repository, not in it. */
export const OPENAPI_FILE = resolve('../shared/reference/smartsheet-openapi.json')
export const OPENAPI_PRESENT = existsSync(OPENAPI_FILE)

/** An answer to a GET, of the real API or of the simulator. */
export interface Answer {
  name: string
  /** Path and query, from /2.0 on. */
  url: string
  status: number
  body: unknown
}

/** One way in which an answer is not what the document says. */
export interface Finding {
  answer: string
  /** The path as the document writes it, `{sheetId}` and all; for a part of an answer, the name of its schema. */
  operation: string
  /** Where in the body, `*` for every index: `rows/*` is each row. Empty for the body itself. */
  where: string
  what: string
}

interface Document {
  paths: Record<string, { get?: { responses: Record<string, unknown> } }>
}

const DOCUMENT = 'smartsheet'
const ERROR_SCHEMA = '#/components/schemas/Error'

export interface Contract {
  operationOf(url: string): string | undefined
  check(answer: Answer): Finding[]
  /** A part of an answer against a schema of the document that its operation does not use. */
  checkPart(name: string, schema: string, part: unknown): Finding[]
}

export function loadContract(): Contract {
  const document = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as Document
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false })
  formats.default(ajv)
  ajv.addSchema(document, DOCUMENT)

  function faultsBy(pointer: string, body: unknown): Fault[] {
    const validate = ajv.getSchema(DOCUMENT + pointer)
    if (!validate) throw new Error(`the document has nothing at ${pointer}`)
    const mismatches = validate(body) === true ? [] : faultsOf(validate.errors ?? [])
    const undescribed = undescribedIn(document, pointer, body).map((where) => ({
      where,
      what: 'not described',
    }))
    return [...mismatches, ...undescribed]
  }

  return {
    operationOf: (url) => operationOf(document, url),
    check({ name, url, status, body }) {
      const operation = operationOf(document, url)
      if (operation === undefined) return [{ answer: name, operation: url, where: '', what: 'no operation' }]
      const described = responsePointer(document, operation, status)
      const silent = described === undefined ? [{ where: '', what: `status ${status} is not described` }] : []
      const faults = faultsBy(bestAlternative(document, described ?? ERROR_SCHEMA, body), body)
      return distinct([...silent, ...faults]).map((fault) => ({ answer: name, operation, ...fault }))
    },
    checkPart(name, schema, part) {
      const faults = distinct(faultsBy(`#/components/schemas/${schema}`, part))
      return faults.map((fault) => ({ answer: name, operation: schema, ...fault }))
    },
  }
}

type Fault = Pick<Finding, 'where' | 'what'>

function operationOf({ paths }: Document, url: string): string | undefined {
  const path = new URL(url, 'http://api.example').pathname.replace(/^\/2\.0/, '')
  const fitting = Object.keys(paths).filter((template) => paths[template]?.get && matches(template, path))
  // Of `/users/me` and `/users/{userId}` the one that says it word for word.
  return fitting.sort((a, b) => variables(a) - variables(b))[0]
}

function matches(template: string, path: string): boolean {
  const parts = path.split('/')
  const wanted = template.split('/')
  return (
    parts.length === wanted.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
  )
}

const variables = (template: string): number => template.split('{').length

function responsePointer({ paths }: Document, operation: string, status: number): string | undefined {
  const responses = paths[operation]?.get?.responses ?? {}
  const key = [String(status), 'default'].find((each) => each in responses)
  if (key === undefined) return undefined
  const steps = ['paths', operation, 'get', 'responses', key, 'content', 'application/json', 'schema']
  return `#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
}

/**
 * The document offers a sheet or a bare version as the answer to one request, and requires no member of either,
 * so that any answer with a version would pass as the second: the one that describes most of the body is meant.
 */
function bestAlternative(document: unknown, pointer: string, body: unknown): string {
  const schema = resolveRef(document, pointer)
  if (schema.$ref !== undefined) return bestAlternative(document, schema.$ref, body)
  const alternatives = schema.oneOf?.map((_, index) => `${pointer}/oneOf/${index}`) ?? [pointer]
  const strangers = (each: string): number =>
    undescribedIn(document, each, body).filter((where) => !where.includes('/')).length
  return alternatives.sort((a, b) => strangers(a) - strangers(b))[0] ?? pointer
}

/** Of a value that fits none of several schemas, only that: what each of them misses says nothing more. */
function faultsOf(errors: readonly ErrorObject[]): Fault[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf')
  const within = (error: ErrorObject): boolean =>
    choices.some(
      (choice) => choice !== error && `${error.instancePath}/`.startsWith(`${choice.instancePath}/`),
    )
  return errors
    .filter((error) => !within(error))
    .map(({ instancePath, message }) => ({ where: pattern(instancePath), what: message ?? '' }))
}

const pattern = (instancePath: string): string => instancePath.slice(1).replace(/(?<=^|\/)\d+(?=\/|$)/g, '*')

function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.where} ${fault.what}`, fault])).values()]
}
