#!/usr/bin/env node
import { createRequire } from 'node:module'
import { config as loadDotenv } from 'dotenv'
import { createApp, startService } from './app.ts'
import { logLines } from './cli/output/logLines.ts'
import { createTerminal } from './cli/output/terminal.ts'
import { runCommand } from './cli/program.ts'
import { readConfig } from './config/config.ts'
import { systemClock } from './core/clock.ts'
import { SyncError } from './core/errors.ts'
import { createLogger } from './core/logger.ts'

// Only here: the environment, signals and the end of the process.
loadDotenv({ quiet: true })
const stopping = new AbortController()
/** Orchestrators kill after 10 s or more; till then all that can be reached has been released. */
const STOP_WITHIN_MS = 9_500
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Asked twice, the operator does not want to wait for a clean end.
    if (stopping.signal.aborted) process.exit(1)
    stopping.abort(new SyncError('interrupted', `Stopped by ${name}`))
    // Something that never answers, such as a database behind a dead network, must not keep the process.
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  })
}

const config = () => readConfig(process.env)
const createLog = (level: string) =>
  process.stderr.isTTY ? createLogger(level, logLines(process.stderr)) : createLogger(level)

const exitCode = await runCommand(
  {
    args: process.argv.slice(2),
    version: version(),
    debug: ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? ''),
  },
  {
    terminal: createTerminal(process),
    clock: systemClock,
    config,
    open: (given = config()) => createApp(given, { logger: createLog(given.logLevel), clock: systemClock }),
    serve: startService,
    signal: stopping.signal,
  },
)
// Not process.exit: what was written to a pipe may still be on its way.
process.exitCode = exitCode

function version(): string {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string }
  return version
}
