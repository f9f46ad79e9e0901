import { createHash } from 'node:crypto'
import type { Connection } from './model.ts'

const SECOND_MS = 1_000
const HOUR_SECONDS = 3_600

/** What decides about the start times of a connection. */
export type Slotted = Pick<Connection, 'tenant' | 'sheetId' | 'intervalHours'>

/**
 * The first start time of a connection after a moment. Start times are an interval apart and shifted by a hash of
 * tenant and sheet: a thousand hourly connections are spread over the hour, and neither restarts nor replicas
 * move any of them (design section 9).
 */
export function nextSlot(connection: Slotted, after: Date): Date {
  const interval = connection.intervalHours * HOUR_SECONDS
  const shift = hashOf(connection) % interval
  const passed = Math.floor((after.getTime() / SECOND_MS - shift) / interval)
  return new Date((shift + (passed + 1) * interval) * SECOND_MS)
}

/** 48 bits of a hash: whole numbers of that size are exact. */
const hashOf = ({ tenant, sheetId }: Slotted): number =>
  createHash('sha256')
    .update(JSON.stringify([tenant, sheetId]))
    .digest()
    .readUIntBE(0, 6)
