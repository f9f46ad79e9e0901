import type { Command } from 'commander'
import { setMapping } from '../../connections/store.ts'
import { SyncError } from '../../core/errors.ts'
import { parseMapping } from '../../mapping/parse.ts'
import { suggestMapping } from '../../mapping/suggest/suggest.ts'
import { type App, type CommandContext, withApp } from '../context.ts'
import { mappingText, readMappingFile, suggestionText } from '../mappingFile.ts'
import { entitiesText, requireValid, tellHints, toSave } from '../mappingCheck.ts'
import { requireConnection, sheetOption, type Target, tenantOption } from '../options.ts'
import { oneLine } from '../../core/oneLine.ts'
import { addressOf, sampleAt } from '../sheet.ts'

type Options = Target & { file?: string }

export function addMapping(program: Command, context: CommandContext): void {
  const mapping = program.command('mapping').description('work with column mappings')
  const add = (name: string, about: string, act: (app: App, options: Options) => Promise<void>): Command =>
    mapping
      .command(name)
      .description(about)
      .usage('--tenant <tenant> --sheet <id> [options]')
      .addOption(tenantOption().makeOptionMandatory())
      .addOption(sheetOption().makeOptionMandatory())
      .action((options: Options) =>
        withApp(context, async (app) => {
          await act(app, options)
          return 0
        }),
      )
  const file = ['--file <file>', 'mapping in YAML or JSON; - reads stdin'] as const
  add('suggest', 'propose a mapping from titles, types and values', (app, options) =>
    suggest(app, options, context),
  )
  add('show', 'print the stored mapping', (app, options) => show(app, options, context))
  add('validate', 'check a mapping file, or the stored mapping, against the sheet', (app, options) =>
    validate(app, options, context),
  ).option(...file)
  add('set', 'check a mapping file and store it', (app, options) =>
    set(app, options, context),
  ).requiredOption(...file)
}

async function suggest(app: App, target: Target, context: CommandContext): Promise<void> {
  const { address } = await addressOf(app, target)
  const { sheet, rows } = await sampleAt(app, address, context)
  const suggestion = suggestMapping(sheet.columns, rows)
  if (suggestion.mapping === null) {
    throw new SyncError(
      'needs_mapping',
      `Nothing in "${sheet.name}" is plainly a company, a contact or a deal`,
      {
        remedy: 'Write a mapping by hand (docs/mapping.md), then save it with `mapping set`.',
      },
    )
  }
  context.terminal.out(suggestionText(suggestion.mapping, suggestion, sheet.name))
}

async function show(app: App, target: Target, context: CommandContext): Promise<void> {
  const { mapping } = await requireConnection(app.pool, target)
  if (typeof mapping !== 'object' || mapping === null) {
    throw new SyncError('needs_mapping', `Sheet ${target.sheet} has no stored mapping yet`)
  }
  // Parsed, because the database keeps no order of keys, and people do.
  context.terminal.out(mappingText(parseMapping(mapping)))
}

async function validate(app: App, { file, ...target }: Options, context: CommandContext): Promise<void> {
  const { address, connection } = await addressOf(app, target)
  const mapping = file === undefined ? connection?.mapping : await readMappingFile(file, context.terminal)
  if (typeof mapping !== 'object' || mapping === null) {
    throw new SyncError('usage', `Sheet ${target.sheet} has no stored mapping`, {
      remedy: 'Give one with --file.',
    })
  }
  const { sheet } = await sampleAt(app, address, context)
  const checked = requireValid(parseMapping(mapping), sheet.columns)
  tellHints(context.terminal, checked, sheet.columns)
  context.terminal.out(`The mapping fits "${oneLine(sheet.name)}": ${entitiesText(checked)}.`)
}

async function set(app: App, { file, ...target }: Options, context: CommandContext): Promise<void> {
  const connection = await requireConnection(app.pool, target)
  const mapping = await readMappingFile(file ?? '-', context.terminal)
  const { sheet } = await sampleAt(app, connection, context)
  const saved = toSave(mapping, sheet.columns, { connection, terminal: context.terminal })
  await setMapping(app.pool, connection.id, saved, context.clock.now())
  context.terminal.out(
    `Stored the mapping of "${oneLine(sheet.name)}": ${entitiesText(saved.mapping)}. The next sync applies it.`,
  )
}
