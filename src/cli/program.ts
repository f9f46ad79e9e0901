import { Command, CommanderError } from 'commander'
import { addCheck } from './commands/check.ts'
import { addConnect } from './commands/connect.ts'
import { addConnections } from './commands/connections.ts'
import { addDemo } from './commands/demo.ts'
import { addDisconnect } from './commands/disconnect.ts'
import { addIssues } from './commands/issues.ts'
import { addMapping } from './commands/mapping.ts'
import { addMigrate } from './commands/migrate.ts'
import { addRuns } from './commands/runs.ts'
import { addSecrets } from './commands/secrets.ts'
import { addSync } from './commands/sync.ts'
import { addWorker } from './commands/worker.ts'
import { type CommandContext, type ExitCode, worse } from './context.ts'
import { reportFailure } from './failure.ts'

const COMMANDS = [
  addWorker,
  addSync,
  addConnect,
  addDisconnect,
  addConnections,
  addCheck,
  addMapping,
  addRuns,
  addIssues,
  addSecrets,
  addMigrate,
  addDemo,
]

const EXAMPLES = `
Examples:
  $ smartsheet-sync demo
  $ SMARTSHEET_ACCESS_TOKEN=... smartsheet-sync sync --sheet 7719639380715396
  $ smartsheet-sync connect --tenant acme --sheet 7719639380715396 --api-key-stdin < key.txt

Exit codes: 0 succeeded or unchanged, 1 failed, 2 wrong usage or configuration, 3 partial or held.`

export interface Invocation {
  /** The words after the program's name. */
  args: readonly string[]
  version: string
  /** Show the stack of unexpected errors. */
  debug: boolean
}

/** Runs one command line to its end; whatever happens, the answer is an exit code. */
export async function runCommand(
  { args, version, debug }: Invocation,
  context: Omit<CommandContext, 'finish'>,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const finish = (code: ExitCode) => {
    exitCode = worse(exitCode, code)
  }
  const program = new Command('smartsheet-sync')
    .description('Keeps the customerOS graph in Postgres equal to the Smartsheet sheets of its tenants.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
      getOutHelpWidth: () => context.terminal.width ?? 100,
      getErrHelpWidth: () => context.terminal.width ?? 100,
    })
    .showHelpAfterError(
      '  → `smartsheet-sync --help` and `smartsheet-sync COMMAND --help` say what there is.',
    )
    .addHelpText('after', EXAMPLES)
  for (const add of COMMANDS) add(program, { ...context, finish })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return reportFailure(context.terminal, error, debug)
  }
}
