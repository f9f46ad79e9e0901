import { findConnection } from '../connections/store.ts'
import type { Connection } from '../connections/model.ts'
import { SyncError } from '../core/errors.ts'
import type { Client } from '../smartsheet/client.ts'
import type { Row, Sheet } from '../smartsheet/model.ts'
import { decodedRows, readSheet } from '../smartsheet/read.ts'
import { openClient, type SheetAddress } from '../sync/client.ts'
import type { App, CommandContext } from './context.ts'
import type { Target } from './options.ts'

/** As many rows as the suggester wants to see. */
const SAMPLE_ROWS = 200

/** A sheet's columns, and its first rows to judge them by. */
export interface Sample {
  sheet: Sheet
  rows: readonly Row[]
}

/** The sheet that --tenant and --sheet name: connected, or open to SMARTSHEET_ACCESS_TOKEN. */
export async function addressOf(
  app: App,
  { tenant, sheet }: Target,
): Promise<{ address: SheetAddress; connection: Connection | null }> {
  const connection = await findConnection(app.pool, tenant, sheet)
  if (connection !== null) return { address: connection, connection }
  if (app.settings.keys.accessToken === null) {
    throw new SyncError('connection_not_found', `Tenant ${tenant} has no connection to sheet ${sheet}`)
  }
  return { address: { tenant, sheetId: sheet, apiKey: null, region: null, baseUrl: null }, connection }
}

/** Reads no more of a sheet than its columns and first rows. */
export async function sampleSheet(client: Client, sheetId: string, context: CommandContext): Promise<Sample> {
  const enough = new AbortController()
  const found: { sheet: Sheet | null; rows: readonly Row[] } = { sheet: null, rows: [] }
  try {
    await readSheet(client, sheetId, {
      pageSize: SAMPLE_ROWS,
      clock: context.clock,
      signal: AbortSignal.any([context.signal, enough.signal]),
      sink: {
        begin: (sheet) => {
          found.sheet = sheet
          return Promise.resolve()
        },
        page: (rows) => {
          found.rows = decodedRows(rows)
          enough.abort()
          return Promise.resolve()
        },
      },
    })
  } catch (error) {
    if (!enough.signal.aborted) throw error
  }
  if (found.sheet === null) throw new SyncError('bad_response', `Reading sheet ${sheetId} gave no columns`)
  return { sheet: found.sheet, rows: found.rows }
}

/** Opens a client for the address, samples the sheet, closes the client. */
export async function sampleAt(app: App, address: SheetAddress, context: CommandContext): Promise<Sample> {
  const client = await openClient(app, address, context.signal)
  try {
    return await sampleSheet(client, address.sheetId, context)
  } finally {
    client.close()
  }
}
