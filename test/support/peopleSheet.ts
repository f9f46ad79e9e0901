import type { JsonObject } from '../../simulator/store/model.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { ask, type AskOptions } from './ask.ts'

/** A sheet, or a part of one, as the simulator serves it; an absent part is empty. */
export interface SheetBody extends JsonObject {
  permalink: string
  columns: (JsonObject & { id: number; title: string })[]
  rows: (JsonObject & { id: number; cells: JsonObject[] })[]
}

export interface PeopleBench {
  simulator: Simulator
  sheetId: number
  /** What time it is for the simulator. */
  time: { now: Date }
  get: (path: string, options?: AskOptions) => Promise<JsonReply>
  sheet: (query?: string) => Promise<SheetBody>
}

export type JsonReply = Awaited<ReturnType<typeof ask>> & { body: JsonObject }

/** A small sheet with a child row, a blank row, multi-valued cells, a hidden and a system column. */
export async function startPeopleBench(): Promise<PeopleBench> {
  const time = { now: new Date('2026-01-05T10:00:00Z') }
  const simulator = await startSimulator({ clock: () => time.now })
  const sheetId = simulator.sheets.createSheet({
    name: 'People',
    columns: [
      { title: 'Name' },
      { title: 'Team', type: 'MULTI_CONTACT_LIST' },
      { title: 'Skills', type: 'MULTI_PICKLIST', extras: { options: ['a', 'b'] } },
      { title: 'Secret', extras: { hidden: true } },
      { title: 'Made', systemColumnType: 'CREATED_DATE' },
    ],
    rows: [
      { cells: { Name: 'Ann', Skills: { choices: ['a', 'b'] } }, children: [{ cells: { Name: 'Bo' } }] },
      { cells: {} },
      { cells: { Name: 'Cy', Team: { contacts: [{ name: 'Di', email: 'di@a.example' }] } } },
    ],
  })
  const get = async (path: string, options: AskOptions = {}): Promise<JsonReply> => {
    const reply = await ask(`${simulator.baseUrl}${path}`, { key: simulator.apiKey, ...options })
    return { ...reply, body: reply.body as JsonObject }
  }
  const sheet = async (query = ''): Promise<SheetBody> =>
    (await get(`/sheets/${sheetId}?${query}`)).body as SheetBody
  return { simulator, sheetId, time, get, sheet }
}

/** What `toMatchObject` finds in an answer with this error. */
export const problem = (status: number, errorCode: number) => ({ status, body: { errorCode } })
