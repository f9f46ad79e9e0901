import type { CommandContext, ExitCode } from '../../src/cli/context.ts'
import { runCommand } from '../../src/cli/program.ts'
import { createApp, startService } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { systemClock } from '../../src/core/clock.ts'
import { createLogger } from '../../src/core/logger.ts'

export interface Spoken {
  exitCode: ExitCode
  stdout: string
  stderr: string
}

export interface Surroundings {
  env?: Record<string, string>
  input?: string
  /** Columns of the terminal; by default stdout is none. */
  width?: number
}

/** Runs a command line in this process as main.ts would, and returns what it said. */
export async function commandLine(args: readonly string[], around: Surroundings = {}): Promise<Spoken> {
  const said = { stdout: '', stderr: '' }
  const config = () => readConfig(around.env ?? {})
  const logger = createLogger('info', { write: (line) => void (said.stderr += line) })
  const context: Omit<CommandContext, 'finish'> = {
    terminal: {
      out: (text) => void (said.stdout += `${text}\n`),
      err: (text) => void (said.stderr += `${text}\n`),
      width: around.width ?? null,
      progress: () => ({ show: () => undefined, clear: () => undefined }),
      readInput: () => Promise.resolve(around.input ?? ''),
    },
    clock: systemClock,
    config,
    open: (given = config()) => createApp(given, { logger, clock: systemClock }),
    serve: startService,
    signal: new AbortController().signal,
  }
  const exitCode = await runCommand({ args, version: '1.2.3', debug: false }, context)
  return { exitCode, ...said }
}
