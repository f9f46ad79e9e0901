import { InvalidArgumentError, Option } from 'commander'
import type { Connection, Queryable } from '../connections/model.ts'
import { findConnection } from '../connections/store.ts'
import { SyncError } from '../core/errors.ts'

export function tenantName(text: string): string {
  const name = text.trim()
  if (name === '') throw new InvalidArgumentError('A tenant has a name.')
  return name
}

export function sheetId(text: string): string {
  const id = text.trim()
  if (!/^\d{1,19}$/.test(id)) {
    throw new InvalidArgumentError('A sheet id is a number, shown in Smartsheet under File > Properties.')
  }
  return id
}

/** A parser of whole numbers between two bounds, both allowed. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
    }
    return value
  }

export const tenantOption = (): Option =>
  new Option('--tenant <tenant>', 'name of the tenant').argParser(tenantName)
export const sheetOption = (): Option => new Option('--sheet <id>', 'id of the sheet').argParser(sheetId)
export const jsonOption = (): Option => new Option('--json', 'print JSON, for programs')

export interface Target {
  tenant: string
  sheet: string
}

/** The connection that --tenant and --sheet name. Throws `connection_not_found`. */
export async function requireConnection(db: Queryable, { tenant, sheet }: Target): Promise<Connection> {
  const connection = await findConnection(db, tenant, sheet)
  if (connection === null) {
    throw new SyncError('connection_not_found', `Tenant ${tenant} has no connection to sheet ${sheet}`)
  }
  return connection
}
