import { ERRORS, isSyncError, messageOf } from '../core/errors.ts'
import type { ExitCode } from './context.ts'
import type { Terminal } from './output/terminal.ts'

/**
 * Tells the operator what went wrong and what to do: one line each, without stack trace. `debug` adds the stack
 * of what was not expected. Returns the exit code.
 */
export function reportFailure(terminal: Terminal, error: unknown, debug: boolean): ExitCode {
  if (isSyncError(error)) {
    terminal.err(`error: ${error.message}`)
    terminal.err(`  → ${error.remedy}`)
    return ERRORS[error.code].exit
  }
  terminal.err(`error: ${firstLine(messageOf(error)) || 'something unexpected happened'}`)
  terminal.err('  → This was not expected; LOG_LEVEL=debug shows where it happened.')
  if (debug && error instanceof Error && error.stack !== undefined) terminal.err(error.stack)
  return 1
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? ''
