import { type Command, Option } from 'commander'
import { type Connection, REGIONS, type Region } from '../../connections/model.ts'
import { seal } from '../../connections/sealing.ts'
import { type ConnectionSettings, findConnection, saveConnection } from '../../connections/store.ts'
import { SyncError } from '../../core/errors.ts'
import type { Mapping } from '../../mapping/schema.ts'
import { suggestMapping } from '../../mapping/suggest/suggest.ts'
import { readVersion } from '../../smartsheet/read.ts'
import { resolveBaseUrl } from '../../smartsheet/regions.ts'
import { openClient, type SheetAddress } from '../../sync/client.ts'
import { type App, type CommandContext, withApp } from '../context.ts'
import { entitiesText, toSave } from '../mappingCheck.ts'
import { readMappingFile } from '../mappingFile.ts'
import { sheetOption, type Target, tenantOption, wholeNumber } from '../options.ts'
import { plural, targetWords } from '../output/format.ts'
import { mappedColumns } from '../output/proposal.ts'
import { oneLine } from '../../core/oneLine.ts'
import { type Sample, sampleSheet } from '../sheet.ts'

interface Options extends Target {
  apiKeyStdin?: boolean
  region?: Region
  interval?: number
  mapping?: string
  comments?: boolean
  baseUrl?: string
  check: boolean
}

export function addConnect(program: Command, context: CommandContext): void {
  program
    .command('connect')
    .description('add a connection to a sheet, or change what is given of an existing one')
    .usage('--tenant <tenant> --sheet <id> [options]')
    .addOption(tenantOption().makeOptionMandatory())
    .addOption(sheetOption().makeOptionMandatory())
    .option('--api-key-stdin', 'read the API key from stdin; without one: SMARTSHEET_ACCESS_TOKEN')
    .addOption(
      new Option('--region <region>', 'where the account lives; found out when not given').choices(REGIONS),
    )
    .option('--interval <hours>', 'hours between two syncs, 1 to 24', wholeNumber(1, 24))
    .option('--mapping <file>', 'mapping in YAML or JSON')
    .option('--comments', 'sync the discussions of rows too')
    .option('--no-comments', 'do not sync the discussions of rows')
    .option('--base-url <url>', 'another address of the API: simulator, proxy')
    .option('--no-check', 'save without asking Smartsheet first')
    .action((options: Options) => withApp(context, (app) => connect(app, options, context)))
}

async function connect(app: App, options: Options, context: CommandContext): Promise<0> {
  const { tenant, sheet: sheetId } = options
  const existing = await findConnection(app.pool, tenant, sheetId)
  const settings = await settingsOf(app, options, context)
  const address: SheetAddress = {
    tenant,
    sheetId,
    apiKey: settings.apiKey ?? existing?.apiKey ?? null,
    region: settings.region ?? existing?.region ?? null,
    baseUrl: settings.baseUrl ?? existing?.baseUrl ?? null,
  }
  const given =
    options.mapping === undefined ? null : await readMappingFile(options.mapping, context.terminal)
  const found = options.check ? await examine(app, address, context) : null
  const saved =
    given && toSave(given, found?.sheet.columns ?? null, { connection: existing, terminal: context.terminal })
  const { connection, created } = await saveConnection(
    app.pool,
    { tenant, sheetId },
    { ...settings, ...saved, ...(found && { sheetName: found.sheet.name }) },
    { intervalHours: app.config.sync.intervalHours, now: context.clock.now() },
  )
  context.terminal.out(
    [
      `${created ? 'Connected' : 'Changed the connection of'} ${tenant} to sheet ${sheetId}, synced every ${plural(connection.intervalHours, 'hour')}.`,
      ...(found === null
        ? ['Not checked; `smartsheet-sync check` does so.']
        : foundText(found, given, connection)),
    ].join('\n'),
  )
  return 0
}

/** What was given, and nothing else. Throws `usage`, and `invalid_configuration` for a base URL or a key at risk. */
async function settingsOf(app: App, options: Options, context: CommandContext): Promise<ConnectionSettings> {
  const { region, interval, comments, baseUrl } = options
  return {
    ...(options.apiKeyStdin && { apiKey: await sealedKey(app, options, context) }),
    ...(region && { region }),
    ...(interval !== undefined && { intervalHours: interval }),
    ...(comments !== undefined && { comments }),
    ...(baseUrl !== undefined && { baseUrl: resolveBaseUrl({ baseUrl }) }),
  }
}

async function sealedKey(app: App, { tenant, sheet }: Options, context: CommandContext): Promise<string> {
  const key = (await context.terminal.readInput()).trim()
  if (key === '') {
    throw new SyncError('usage', 'There was no API key on stdin', { remedy: 'Pipe it in: `... < key.txt`.' })
  }
  const { secrets } = app.settings.keys
  if (secrets.current === null) {
    if (app.config.production) {
      throw new SyncError(
        'invalid_configuration',
        'Without SECRETS_KEY the API key would be stored unsealed',
        {
          remedy: 'Set SECRETS_KEY to 32 random bytes: `openssl rand -base64 32`.',
        },
      )
    }
    app.logger.warn({ tenant, sheetId: sheet }, 'SECRETS_KEY is not set: the API key is stored unsealed')
  }
  return seal(key, { tenant, sheetId: sheet }, secrets)
}

async function examine(app: App, address: SheetAddress, context: CommandContext): Promise<Sample> {
  const client = await openClient(app, address, context.signal)
  try {
    // Tells a report from a sheet that is not there.
    await readVersion(client, address.sheetId)
    return await sampleSheet(client, address.sheetId, context)
  } finally {
    client.close()
  }
}

function foundText({ sheet, rows }: Sample, mapping: Mapping | null, connection: Connection): string[] {
  const size = `${plural(sheet.totalRowCount, 'row')} and ${plural(sheet.columns.length, 'column')}`
  const found = `Found "${oneLine(sheet.name)}" with ${size}, as ${sheet.accessLevel}.`
  const target = targetWords(connection.tenant, connection.sheetId)
  if (mapping !== null) return [found, `Mapping: ${entitiesText(mapping)}.`]
  if (connection.mapping !== null) return [found, 'The stored mapping stays.']
  const { certain, columns } = suggestMapping(sheet.columns, rows)
  const mapped = mappedColumns(columns).map((line) => `  ${oneLine(line)}`)
  return certain
    ? [found, 'Its columns are plain; the first sync will take them as:', ...mapped]
    : [
        found,
        mapped.length === 0
          ? 'Its columns do not say what they are.'
          : 'Its columns are not certain; perhaps:',
        ...mapped,
        `→ smartsheet-sync mapping suggest ${target} > mapping.yaml, correct it, then`,
        `→ smartsheet-sync mapping set ${target} --file mapping.yaml`,
      ]
}
