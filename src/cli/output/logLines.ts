import { CLEAR_LINE } from './progress.ts'
import { oneLine } from '../../core/oneLine.ts'

const LEVELS = new Map<unknown, string>([
  [10, 'trace'],
  [20, 'debug'],
  [30, 'note'],
  [40, 'warning'],
  [50, 'error'],
  [60, 'fatal'],
])

/** One of the logger's JSON lines as a person reads it: `note: message (key value, key value)`. */
export function logText(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>
  const { level, msg } = entry
  const told = Object.entries(entry)
    .filter(([key]) => !['level', 'time', 'msg'].includes(key))
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const text = `${LEVELS.get(level) ?? 'log'}: ${typeof msg === 'string' ? msg : ''}`
  return oneLine(told.length === 0 ? text : `${text} (${told.join(', ')})`)
}

/** For a terminal that a person watches; elsewhere the JSON lines stay as they are. */
export const logLines = (screen: { write(text: string): unknown }) => ({
  write(line: string): void {
    screen.write(`${CLEAR_LINE}${logText(line)}\n`)
  },
})
