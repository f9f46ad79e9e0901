import type { Config } from '../config/config.ts'
import type { Clock } from '../core/clock.ts'
import type { SyncContext } from '../sync/report.ts'
import type { Terminal } from './output/terminal.ts'

/** The started program: what is open, until it is closed. */
export interface App extends SyncContext {
  config: Config
  /** Version of the database schema before and after it was brought up to date. */
  schema: { from: number; to: number }
  close(): Promise<void>
}

/** The worker at work. */
export interface Service {
  /** Resolves when all is handed over and released. */
  stop(): Promise<void>
}

/** What the commands work with. Nothing is read or opened before a command asks, so that -h always works. */
export interface CommandContext {
  terminal: Terminal
  clock: Clock
  /** Reads the environment; throws `invalid_configuration`. */
  config(): Config
  /** Starts the program, with the given configuration or that of the environment; the caller closes it. */
  open(config?: Config): Promise<App>
  /** Starts the worker within the started program. */
  serve(app: App): Promise<Service>
  /** Aborts when the operator wants the program to stop. */
  signal: AbortSignal
  /** Proposes the exit code; the worst proposal counts (see `worse`). */
  finish(exitCode: ExitCode): void
}

/** 0 succeeded or unchanged; 1 failed; 2 wrong usage or configuration; 3 partial or held (design section 3). */
export type ExitCode = 0 | 1 | 2 | 3

/** From best to worst: a failure matters more than rows that were left out. */
const BY_WEIGHT: readonly ExitCode[] = [0, 3, 2, 1]

export const worse = (a: ExitCode, b: ExitCode): ExitCode =>
  BY_WEIGHT.indexOf(a) > BY_WEIGHT.indexOf(b) ? a : b

/** Runs `work` with the started program and closes that, whatever happens. */
export async function withApp(
  context: CommandContext,
  work: (app: App) => Promise<ExitCode | undefined>,
): Promise<void> {
  const app = await context.open()
  try {
    context.finish((await work(app)) ?? 0)
  } finally {
    await app.close()
  }
}
