import type { Command } from 'commander'
import { type CommandContext, withApp } from '../context.ts'

export function addMigrate(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('bring the database schema to the newest version (other commands do so too)')
    .action(() =>
      withApp(context, ({ schema }) => {
        const { from, to } = schema
        context.terminal.out(
          from === to
            ? `The schema is up to date: version ${to}.`
            : `Migrated the schema from version ${from} to ${to}.`,
        )
        return Promise.resolve(0)
      }),
    )
}
