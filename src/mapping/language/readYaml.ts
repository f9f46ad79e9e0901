import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'
import { messageOf, SyncError } from '../../core/errors.ts'
import { oneLine } from '../../core/oneLine.ts'
import { cut } from '../faults.ts'

/** A mapping of all columns that a sheet can have takes a tenth of this. */
const MOST_CHARACTERS = 500_000

/** What a YAML or JSON text says. Throws SyncError `invalid_mapping`, whose message is one line. */
export function readYaml(source: string): unknown {
  const text = source.replace(/^\uFEFF/, '')
  if (text.length > MOST_CHARACTERS)
    throw new SyncError(
      'invalid_mapping',
      `The mapping is too long: it has more than ${MOST_CHARACTERS.toLocaleString('en-US')} characters.`,
    )
  try {
    const lineCounter = new LineCounter()
    // The parser compares each key with all others; thousands of them take minutes.
    const document = parseDocument(text, { logLevel: 'error', lineCounter, uniqueKeys: false })
    const [error] = [...document.errors, ...document.warnings]
    if (error !== undefined) {
      const { line = 0, col = 0 } = error.linePos?.[0] ?? {}
      throw unreadable(at(line, col, reasonOf(error), text))
    }
    requireKeys(document, (offset, reason) => {
      const { line, col } = lineCounter.linePos(offset)
      return unreadable(at(line, col, reason, text))
    })
    return document.toJS() as unknown
  } catch (error) {
    if (error instanceof SyncError) throw error
    throw unreadable(thrownReason(messageOf(error)))
  }
}

const unreadable = (reason: string): SyncError =>
  new SyncError('invalid_mapping', oneLine(`The mapping is neither YAML nor JSON: ${reason}`))

/** What, the line as it stands there, and where. */
function at(line: number, column: number, reason: string, text: string): string {
  const there = text.split(/\r?\n/)[line - 1]?.trim() ?? ''
  const place = line === 0 ? '' : ` at line ${line}, column ${column}`
  return `${reason}${there === '' ? '' : `: "${cut(there)}"`}${place}`
}

/** What the parser finds, in the words of somebody who writes a mapping. */
function reasonOf(error: YAMLError): string {
  // Below its first line the parser shows the text itself.
  const [message = ''] = error.message.split('\n')
  const said = message.replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '')
  if (said.includes('call stack')) return TOO_DEEP
  const flow = /^Flow (map|sequence)\b/.exec(said)
  return REASONS[error.code] ?? (flow ? `a ${flow[1] === 'map' ? '{' : '['} is not closed` : said)
}

const QUOTE = 'put the text in quotes'
const REASONS: Partial<Record<YAMLError['code'], string>> = {
  BAD_SCALAR_START: `no text starts with that character; ${QUOTE}`,
  BLOCK_AS_IMPLICIT_KEY: `a text with ": " in it, or a wrong indentation; ${QUOTE}`,
  MULTIPLE_DOCS: 'a second document (`---`) begins; a mapping is one',
  TAB_AS_INDENT: 'the line is indented with a tab; YAML takes spaces only',
  TAG_RESOLVE_FAILED: `tags (\`!\`) are not understood; ${QUOTE}`,
}
const TOO_DEEP = 'it is nested too deeply'

function thrownReason(message: string): string {
  const [first = ''] = message.split('\n')
  const alias = /^Unresolved alias .*: (.+)$/.exec(first)?.[1]
  if (alias !== undefined)
    return `*${cut(alias)} refers to no anchor; put a text that begins with * in quotes`
  if (first.startsWith('Excessive alias')) return 'its aliases (`*`) make too much of it; write it out'
  return first.includes('call stack') ? TOO_DEEP : first
}

/** Lists and objects may be keys in YAML, but not in a mapping, and none of its keys may stand twice. */
function requireKeys(document: Document.Parsed, fault: (offset: number, reason: string) => SyncError): void {
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>()
      for (const { key } of items) {
        const offset = (key as { range?: [number, number, number] | null }).range?.[0] ?? 0
        if (!isScalar(key)) throw fault(offset, 'a list or an object stands where a key should be')
        const name = String(key.value)
        if (seen.has(name)) throw fault(offset, `"${cut(name)}" stands here twice`)
        seen.add(name)
      }
    },
  })
}
