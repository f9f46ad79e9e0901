import { type ErrorCode, ERRORS, isSyncError, messageOf, SyncError } from '../core/errors.ts'
import { databaseTrouble } from '../db/failure.ts'
import type { SyncReport } from '../sync/report.ts'
import type { ExitCode } from './context.ts'
import type { Terminal } from './output/terminal.ts'

/**
 * Tells the operator what went wrong and what to do: one line each, without stack trace. `debug` adds the stack
 * of what was not expected. Returns the exit code.
 */
export function reportFailure(terminal: Pick<Terminal, 'err'>, error: unknown, debug: boolean): ExitCode {
  const known = isSyncError(error) ? error : databaseTrouble(error)
  if (known !== null) {
    terminal.err(`error: ${known.message}`)
    terminal.err(`  → ${known.remedy}`)
    return ERRORS[known.code].exit
  }
  terminal.err(`error: ${firstLine(messageOf(error)) || 'something unexpected happened'}`)
  terminal.err('  → This was not expected; LOG_LEVEL=debug shows where it happened.')
  if (debug && error instanceof Error && error.stack !== undefined) terminal.err(error.stack)
  return 1
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? ''

export const isErrorCode = (code: string | null): code is ErrorCode =>
  code !== null && Object.hasOwn(ERRORS, code)

/** Why a sync failed, as it would have been thrown; null where it did not. */
export function errorOf({ errorCode, errorMessage, remedy }: SyncReport): SyncError | null {
  if (!isErrorCode(errorCode)) return null
  return new SyncError(errorCode, errorMessage ?? errorCode, remedy === null ? {} : { remedy })
}

/** Tells of a sync that failed as of any other failure; says nothing of one that did not. */
export function reportRunFailure(terminal: Pick<Terminal, 'err'>, report: SyncReport): void {
  const error = errorOf(report)
  if (error !== null) reportFailure(terminal, error, false)
}
