import type { Command } from 'commander'
import { type Rotated, rotateKeys } from '../../connections/rotate.ts'
import { SyncError } from '../../core/errors.ts'
import { type App, type CommandContext, type ExitCode, withApp } from '../context.ts'
import { jsonOption } from '../options.ts'
import { plural } from '../output/format.ts'

const HOW = `
To change SECRETS_KEY: give the workers the new one as SECRETS_KEY and the old one in SECRETS_KEY_PREVIOUS, run this with
the same two, then take the old one away.`

export function addSecrets(program: Command, context: CommandContext): void {
  program
    .command('secrets')
    .description('the API keys of connections, as they are stored')
    .command('rotate')
    .description('seal every API key anew with the current SECRETS_KEY, while workers run')
    .addHelpText('after', HOW)
    .addOption(jsonOption())
    .action(({ json }: { json?: boolean }) => withApp(context, (app) => rotate(app, json ?? false, context)))
}

async function rotate(app: App, json: boolean, { terminal }: CommandContext): Promise<ExitCode> {
  const { current, previous } = app.settings.keys.secrets
  if (current === null) {
    throw new SyncError('invalid_configuration', 'There is no SECRETS_KEY to seal with', {
      remedy: 'Set SECRETS_KEY to 32 random bytes: `openssl rand -base64 32`.',
    })
  }
  const done = await rotateKeys(app.pool, { current, previous })
  terminal.out(json ? JSON.stringify(documentOf(done), null, 2) : text(done))
  for (const { error } of done.failed) {
    terminal.err(`error: ${error.message}`)
    terminal.err(`  → ${error.remedy}`)
  }
  return done.failed.length > 0 ? 1 : 0
}

const text = ({ rotated, current }: Rotated): string =>
  rotated + current === 0
    ? 'No connection has an API key of its own.'
    : `Sealed ${plural(rotated, 'API key')} anew; ${current} had the current key already.`

const documentOf = ({ rotated, current, failed }: Rotated) => ({
  rotated,
  current,
  failed: failed.map(({ tenant, sheetId, error }) => ({
    tenant,
    sheet_id: sheetId,
    error_code: error.code,
    error_message: error.message,
  })),
})
