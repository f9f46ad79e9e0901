import { join } from 'node:path'
import type { Command } from 'commander'
import type { Config } from '../../config/config.ts'
import type { CommandContext } from '../context.ts'
import { forgetTenant } from '../demo/graph.ts'
import { newTenant, tellStory } from '../demo/story.ts'

export function addDemo(program: Command, context: CommandContext): void {
  program
    .command('demo')
    .description('sync a sample sheet from a local Smartsheet, edit it, sync again; needs no account')
    .action(() => demo(context))
}

async function demo(context: CommandContext): Promise<void> {
  const config = demoConfig(context.config())
  // Loaded here alone: nothing else of the program needs the simulator.
  const { startSimulator } = await import('../../../simulator/simulator.ts')
  const { createSampleSheet } = await import('../../../simulator/sample/sample-sheet.ts')
  const simulator = await startSimulator()
  try {
    const app = await context.open(config)
    const tenant = newTenant()
    try {
      const { sheetId } = createSampleSheet(simulator)
      const database =
        config.databaseUrl === null ? `embedded PostgreSQL under ${config.dataDir}` : 'your PostgreSQL'
      await tellStory({ app, context, tenant, sheetId, sheets: simulator.sheets, api: simulator, database })
    } finally {
      await forgetTenant(app.pool, tenant)
      await app.close()
    }
  } finally {
    await simulator.close()
  }
  context.finish(0)
}

/** A database of its own, and no log lines between the chapters. */
const demoConfig = (config: Config): Config => ({
  ...config,
  dataDir: join(config.dataDir, 'demo'),
  logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
})
