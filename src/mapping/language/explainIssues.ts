import type { z } from 'zod'
import { pathText, shown, type Fault, type Path } from '../faults.ts'
import { keysFaults, unknownType } from './knownKeys.ts'
import { nearest } from '../nearest.ts'

type Issue = z.core.$ZodIssue
/** An issue of the value itself, with its whole path. */
interface Located {
  issue: Issue
  path: Path
}

/** What is wrong in the words of somebody who writes a mapping: one fault for one mistake. */
export function explainIssues(issues: readonly Issue[], input: unknown): Fault[] {
  const located = issues.flatMap((issue) => locate(issue, [], input))
  return withoutEchoes(located).flatMap(({ issue, path }) => faultsOf(issue, path, input))
}

/** Of the forms that a value is not, the one that got furthest is the one that was meant. */
function locate(issue: Issue, base: Path, input: unknown): Located[] {
  const path = [...base, ...issue.path]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }]
  const value = valueAt(input, path)
  const inside = issue.errors.find((issues) => issues.every((one) => !isOfAnotherForm(one)))
  // A word that is not allowed was meant as one of those that are.
  const word =
    typeof value === 'string'
      ? issue.errors.find((issues) => issues.every((one) => one.code === 'invalid_value'))
      : undefined
  const meant = inside ?? word
  return meant === undefined
    ? [{ issue, path }]
    : meant.flatMap((one) => locate(meant === word ? { ...one, message: issue.message } : one, path, input))
}

const isOfAnotherForm = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union')

/**
 * A misspelt key also leaves what it stands for missing, and an object may lack more than one thing: of what is
 * said of one place, the first counts.
 */
function withoutEchoes(located: readonly Located[]): Located[] {
  const misspelt = new Map(
    located.flatMap(({ issue, path }) =>
      issue.code === 'unrecognized_keys' ? [[pathText(path), issue.keys] as const] : [],
    ),
  )
  const told = new Set<string>()
  return located.filter(({ issue, path }) => {
    if (issue.code === 'unrecognized_keys') return true
    const at = pathText(path)
    if (told.has(at) || (issue.code === 'custom' && misspelt.has(at))) return false
    told.add(at)
    const missing = String(path.at(-1))
    const siblings = misspelt.get(pathText(path.slice(0, -1))) ?? []
    return !siblings.some((key) => nearest(key, [missing]) !== null)
  })
}

function faultsOf(issue: Issue, path: Path, input: unknown): Fault[] {
  const value = valueAt(input, path)
  if (issue.code === 'unrecognized_keys') return keysFaults(issue.keys, path, input)
  if (issue.code === 'invalid_union' && issue.errors.length === 0)
    return [{ path: pathText(path), message: unknownType(value, valueAt(input, path.slice(0, -1))) }]
  if (issue.code === 'invalid_type' && path.length === 0)
    return [{ path: '', message: `${value == null ? 'it is empty; ' : ''}${WHOLE}` }]
  const what = whatIsWrong(issue, value)
  const offending = value == null ? '' : shown(value)
  return [{ path: pathText(path), message: offending === '' ? what : `${offending} ${what}` }]
}

const WHOLE = 'it has to be an object with `entities`; see docs/mapping.md'
const FORMS: Partial<Record<string, string>> = {
  array: 'has to be a list: `[one, two]`',
  boolean: 'has to be true or false',
  object: 'has to be an object: `{ key: value }`',
  record: 'has to be an object: `{ text of the cell: value to use }`',
  string: 'has to be a text',
}

function whatIsWrong(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing'
  if (issue.code === 'invalid_value') return notAllowed(issue, value)
  const form = issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')
  const what = form ? (FORMS[issue.expected] ?? `has to be of the kind ${issue.expected}`) : issue.message
  const isText = /\b(?:a text|title)\b/.test(what)
  if (value === null) return `is empty; it ${what}${isText ? HASH : ''}`
  const quotes = isText && (typeof value === 'number' || typeof value === 'boolean')
  return quotes && !what.includes('number') ? `${what}; put it in quotes: "${String(value)}"` : what
}

/** What YAML takes for a comment, where nothing else stands. */
const HASH = '. A text that begins with # has to stand in quotes'

function notAllowed({ values, message }: z.core.$ZodIssueInvalidValue, value: unknown): string {
  const allowed = values.map(String)
  const near = typeof value === 'string' ? nearest(value, allowed) : null
  const meant = near === null || near === value ? '.' : `; did you mean "${near}"?`
  const quoted = near !== null && near === value ? ' without quotes' : ''
  // A union also says the forms that are no words.
  const whole = message.startsWith('Invalid') ? `Allowed: ${allowed.join(', ')}${quoted}` : `It ${message}.`
  return `is not allowed${meant} ${whole}`
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}
