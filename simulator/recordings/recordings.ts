import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer, Asking } from '../http/answer.ts'
import type { Store } from '../store/model.ts'
import { importReport } from './importReport.ts'
import { importSheet } from './importSheet.ts'
import {
  type Recording,
  recordingSchema,
  type ReportBody,
  reportBodySchema,
  type SheetBody,
  sheetBodySchema,
} from './schema.ts'

export interface RecordingOptions {
  /** Answer a request that was recorded with the recorded answer, word for word; true when not given. */
  exact?: boolean
}

export interface Recordings {
  load: (folder: string, options?: RecordingOptions) => Promise<number[]>
  find: (asking: Asking) => Answer | undefined
}

/** Headers that belong to the connection of then, not to the answer. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
])

export function createRecordings(store: Store): Recordings {
  const exact = new Map<string, Answer>()
  const imported = new Map<number, number>()
  return {
    async load(folder, options = {}) {
      const recordings = await readFolder(folder)
      for (const recording of recordings) {
        const address = addressOf(new URL(recording.request.url, 'http://simulator.example'))
        if ((options.exact ?? true) && !exact.has(address)) exact.set(address, recordedAnswer(recording))
      }
      for (const body of fullest(recordings, sheetBodySchema)) {
        importSheet(store, body)
        imported.set(body.id, body.version)
      }
      for (const body of fullest(recordings, reportBodySchema)) importReport(store, body)
      return [...imported.keys()]
    },
    find({ url }) {
      // A recorded answer about a sheet is true until the sheet is edited.
      const sheet = store.sheets.get(Number(/^\/2\.0\/sheets\/(\d+)/.exec(url.pathname)?.[1]))
      if (sheet && imported.get(sheet.id) !== sheet.version) return undefined
      return exact.get(addressOf(url))
    },
  }
}

async function readFolder(folder: string): Promise<Recording[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const parsed = recordingSchema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')))
      if (!parsed.success) throw new Error(`${name} is no recorded answer: ${parsed.error.message}`)
      return parsed.data
    }),
  )
}

/** Path and parameters, whatever the order of the parameters. */
function addressOf(url: URL): string {
  const parameters = new URLSearchParams(url.searchParams)
  parameters.sort()
  return `${url.pathname}?${parameters.toString()}`
}

function recordedAnswer({ response }: Recording): Answer {
  const headers = Object.entries(response.headers)
    .filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()))
    .map(([name, value]) => [name, String(value)])
  return {
    status: response.status,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: response.body,
  }
}

/** Of all recorded bodies of one sheet or report, the one that tells most, and only if it holds every row. */
function fullest<T extends SheetBody | ReportBody>(
  recordings: readonly Recording[],
  schema: { safeParse(body: unknown): { success: true; data: T } | { success: false } },
): T[] {
  const best = new Map<number, { body: T; size: number }>()
  for (const { response } of recordings) {
    const parsed = schema.safeParse(response.body)
    if (!parsed.success || parsed.data.rows.length !== parsed.data.totalRowCount) continue
    const size = JSON.stringify(response.body).length
    if (size > (best.get(parsed.data.id)?.size ?? 0)) best.set(parsed.data.id, { body: parsed.data, size })
  }
  return [...best.values()].map(({ body }) => body)
}
