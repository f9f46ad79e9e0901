import { type Document, isScalar, parseDocument, visit, type YAMLError } from 'yaml'
import { messageOf, SyncError } from '../../core/errors.ts'
import { oneLine } from '../../core/oneLine.ts'
import { cut } from '../faults.ts'

/** A mapping of all columns that a sheet can have takes a tenth of this. */
export const MOST_CHARACTERS = 1_000_000

/** What a YAML or JSON text says. Throws SyncError `invalid_mapping`, whose message is one line. */
export function readYaml(source: string): unknown {
  const text = source.replace(/^\uFEFF/, '')
  if (text.length > MOST_CHARACTERS)
    throw new SyncError(
      'invalid_mapping',
      `The mapping is too long: it has more than ${MOST_CHARACTERS.toLocaleString('en-US')} characters.`,
    )
  try {
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: true })
    const [error] = [...document.errors, ...document.warnings]
    if (error !== undefined) throw unreadable(`${placeOf(error)}: ${reasonOf(error, text)}`)
    requireTextKeys(document)
    return document.toJS() as unknown
  } catch (error) {
    if (error instanceof SyncError) throw error
    throw unreadable(thrownReason(messageOf(error)))
  }
}

const unreadable = (reason: string): SyncError =>
  new SyncError('invalid_mapping', oneLine(`The mapping is neither YAML nor JSON: ${reason}`))

function placeOf({ linePos }: YAMLError): string {
  const at = linePos?.[0]
  return at === undefined ? 'the file' : `line ${at.line}, column ${at.col}`
}

/** What the parser finds, in the words of somebody who writes a mapping. */
function reasonOf(error: YAMLError, text: string): string {
  // Below its first line the parser shows the text itself.
  const [message = ''] = error.message.split('\n')
  const said = message.replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '')
  if (said.includes('call stack')) return TOO_DEEP
  const known = REASONS[error.code]
  const flow = /^Flow (map|sequence)\b/.exec(said)
  const reason = known ?? (flow ? `a ${flow[1] === 'map' ? '{' : '['} is not closed.` : `${said}.`)
  const line = text.split(/\r?\n/)[(error.linePos?.[0].line ?? 0) - 1]?.trim() ?? ''
  return line === '' ? reason : `${reason} There: ${cut(line)}`
}

const QUOTE = 'put the text in quotes.'
const REASONS: Partial<Record<YAMLError['code'], string>> = {
  BAD_SCALAR_START: `no text starts with that character; ${QUOTE}`,
  BLOCK_AS_IMPLICIT_KEY: `a text with ": " in it, or a wrong indentation; ${QUOTE}`,
  DUPLICATE_KEY: 'this key stands here twice.',
  MULTIPLE_DOCS: 'a second document (`---`) begins; a mapping is one.',
  TAB_AS_INDENT: 'the line is indented with a tab; YAML takes spaces only.',
  TAG_RESOLVE_FAILED: `tags (\`!\`) are not understood; ${QUOTE}`,
}
const TOO_DEEP = 'it is nested too deeply.'

function thrownReason(message: string): string {
  const [first = ''] = message.split('\n')
  const alias = /^Unresolved alias .*: (.+)$/.exec(first)?.[1]
  if (alias !== undefined)
    return `*${cut(alias)} refers to no anchor; put a text that begins with * in quotes.`
  if (first.startsWith('Excessive alias')) return 'its aliases (`*`) make too much of it; write it out.'
  return first.includes('call stack') ? TOO_DEEP : first
}

/** Lists and objects may be keys in YAML, but not in a mapping. */
function requireTextKeys(document: Document.Parsed): void {
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key)) return
      throw unreadable(`a list or an object stands where a key should be: ${cut(String(key))}`)
    },
  })
}
