import type { Connection } from '../connections/model.ts'
import { isSyncError, SyncError } from '../core/errors.ts'
import { parseMapping } from '../mapping/parse.ts'
import { suggestMapping } from '../mapping/suggest/suggest.ts'
import type { Client } from '../smartsheet/client.ts'
import { flattenedColumns, whoAmI } from '../smartsheet/doctor.ts'
import { readVersion } from '../smartsheet/read.ts'
import { baseUrlOf, openClient, type SheetAddress } from '../sync/client.ts'
import type { App, CommandContext } from './context.ts'
import { entitiesText, requireValid } from './mappingCheck.ts'
import { plural } from './output/format.ts'
import { mappedColumns } from './output/proposal.ts'
import { type Sample, sampleSheet } from './sheet.ts'

/** One line of the doctor's report. */
export interface Finding {
  check: 'connection' | 'key' | 'region' | 'sheet' | 'permission' | 'columns' | 'mapping'
  ok: boolean
  text: string
  /** What to do, where something is wrong. */
  remedy: string | null
}

const good = (check: Finding['check'], text: string): Finding => ({ check, ok: true, text, remedy: null })
const bad = (check: Finding['check'], error: SyncError): Finding => ({
  check,
  ok: false,
  text: error.message,
  remedy: error.remedy,
})

/** Follows the way of a sync until something is in it; what comes behind that is not asked any more. */
export async function diagnose(
  app: App,
  { address, connection }: { address: SheetAddress; connection: Connection | null },
  context: CommandContext,
): Promise<Finding[]> {
  const findings: Finding[] = []
  let check: Finding['check'] = 'connection'
  const step = async (name: Finding['check'], text: () => string | Promise<string>) => {
    check = name
    findings.push(good(name, await text()))
  }
  let client: Client | null = null
  try {
    await step('connection', () => stateText(connection))
    check = 'key'
    client = await openClient(app, address, context.signal)
    const opened = client
    await step('key', () => keyText(opened, address))
    await step('region', () => baseUrlOf(app, address))
    check = 'sheet'
    await readVersion(client, address.sheetId)
    const sample = await sampleSheet(client, address.sheetId, context)
    const { name, totalRowCount, version, accessLevel } = sample.sheet
    await step('sheet', () => `"${name}", ${plural(totalRowCount, 'row')}, version ${version}`)
    await step('permission', () => `${accessLevel}, and reading is all that is needed`)
    await step('columns', () => columnsText(sample))
    await step('mapping', () => mappingText(connection, sample))
  } catch (error) {
    if (!isSyncError(error)) throw error
    findings.push(bad(check, error))
  } finally {
    client?.close()
  }
  return findings
}

function stateText(connection: Connection | null): string {
  if (connection === null) return 'not connected; looked at with SMARTSHEET_ACCESS_TOKEN'
  if (!connection.enabled) {
    throw new SyncError('connection_not_found', 'Disconnected', {
      remedy: 'Connect it again with `connect`.',
    })
  }
  return `${connection.state}, synced every ${plural(connection.intervalHours, 'hour')}`
}

async function keyText(client: Client, { apiKey }: SheetAddress): Promise<string> {
  const { email, name, account } = await whoAmI(client)
  const owner = [name, email && `<${email}>`].filter(Boolean).join(' ') || 'an unnamed user'
  const origin = apiKey === null ? "the tenant's settings or the environment" : 'the connection'
  return `of ${owner}${account === null ? '' : `, ${account}`}; from ${origin}`
}

function columnsText({ sheet }: Sample): string {
  const flattened = flattenedColumns(sheet.columns)
  if (flattened.length > 0) {
    const titles = flattened.map((column) => column.title).join(', ')
    throw new SyncError('bad_response', `Lists arrive as plain text in ${titles}`)
  }
  return `${plural(sheet.columns.length, 'column')}: ${sheet.columns.map((column) => column.title).join(', ')}`
}

function mappingText(connection: Connection | null, { sheet, rows }: Sample): string {
  if (connection !== null && connection.mapping !== null) {
    return `stored: ${entitiesText(requireValid(parseMapping(connection.mapping), sheet.columns))}`
  }
  const { certain, columns } = suggestMapping(sheet.columns, rows)
  const found = mappedColumns(columns)
  if (!certain) {
    const what = found.length === 0 ? 'nothing in it is plainly a customer' : `uncertain: ${found.join(', ')}`
    throw new SyncError('needs_mapping', `Not known yet; ${what}`)
  }
  return `plain from the titles: ${found.join(', ')}`
}
