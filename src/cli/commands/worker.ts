import type { Command } from 'commander'
import { runOnce } from '../../scheduler/runOnce.ts'
import { type App, type CommandContext, type ExitCode, withApp, worse } from '../context.ts'
import { reportRunFailure } from '../failure.ts'
import { exitCodeOf, reportText } from '../syncReport.ts'
import { workerContext } from '../workerContext.ts'

const SIGNALS = `
Ends on SIGTERM or SIGINT within 10 s, its unfinished work handed to the other replicas; a second signal ends it at
once. With RUN_ONCE=true it syncs what is due or named in RESYNC, and exits with the exit code of a sync.`

export function addWorker(program: Command, context: CommandContext): void {
  program
    .command('worker')
    .description('serve the schedule, the queue and HTTP until SIGTERM; what the container runs')
    .addHelpText('after', SIGNALS)
    .action(() =>
      withApp(context, (app) => (app.config.sync.runOnce ? syncDue(app, context) : serve(app, context))),
    )
}

async function serve(app: App, context: CommandContext): Promise<ExitCode> {
  const service = await context.serve(app)
  app.logger.info('Worker is at work')
  await aborted(context.signal)
  app.logger.info('Worker stops')
  await service.stop()
  return 0
}

async function syncDue(app: App, { terminal, signal }: CommandContext): Promise<ExitCode> {
  const reports = await runOnce(
    workerContext(app, () => undefined),
    signal,
  )
  terminal.out(reports.length === 0 ? 'Nothing is due.' : reportText(reports, terminal.width))
  for (const report of reports) reportRunFailure(terminal, report)
  return reports.map(exitCodeOf).reduce(worse, signal.aborted ? 1 : 0)
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
