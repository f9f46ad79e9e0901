import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Config } from '../../config/config.ts'
import { purgeTenant } from '../../sync/purge.ts'
import type { CommandContext } from '../context.ts'
import { newTenant, tellStory } from '../demo/story.ts'

export function addDemo(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('sync a sample sheet from a local Smartsheet, edit it, sync again; needs no account')
    .action(() => demo(context))
}

async function demo(context: CommandContext): Promise<void> {
  const config = context.config()
  // Loaded here alone: nothing else of the program needs the simulator.
  const { startSimulator } = await import('../../../simulator/simulator.ts')
  const { createSampleSheet } = await import('../../../simulator/sample/sampleSheet.ts')
  const simulator = await startSimulator()
  try {
    await withDataDir(config, async (dataDir) => {
      const app = await context.open({ ...config, dataDir, logLevel: quiet(config.logLevel) })
      const tenant = newTenant()
      try {
        const { sheetId } = createSampleSheet(simulator)
        const database = config.databaseUrl === null ? 'an embedded PostgreSQL of its own' : 'your PostgreSQL'
        await tellStory({ app, context, tenant, sheetId, sheets: simulator.sheets, api: simulator, database })
      } finally {
        await purgeTenant(app, tenant).finally(() => app.close())
      }
    })
  } finally {
    await simulator.close()
  }
  context.finish(0)
}

/** An embedded database for this once: the demo shows the same whatever went before, and leaves nothing. */
async function withDataDir(
  { databaseUrl, dataDir }: Config,
  work: (dataDir: string) => Promise<void>,
): Promise<void> {
  if (databaseUrl !== null) return work(dataDir)
  await mkdir(dataDir, { recursive: true })
  const own = await mkdtemp(join(dataDir, 'demo-'))
  await work(own).finally(() => rm(own, { recursive: true, force: true }))
}

/** No log lines between the chapters. */
const quiet = (level: Config['logLevel']) => (level === 'info' ? 'warn' : level)
