import { createFaultQueue, type Fault } from './faults/faults.ts'
import { type RandomFaults, randomFaults } from './faults/random.ts'
import { createAnswers, type SheetBudget } from './http/answer.ts'
import { createControl } from './http/control.ts'
import { createKeys, type KeySpec } from './http/keys.ts'
import { listen, portOf, type RequestRecord } from './http/server.ts'
import { createRecordings, type RecordingOptions } from './recordings/recordings.ts'
import { type SheetEdits, sheetEdits } from './store/edits.ts'
import { createReport, type ReportSpec } from './store/reports.ts'
import { createStore, type StoreOptions } from './store/store.ts'
import type { Store } from './store/model.ts'

export interface SimulatorOptions extends StoreOptions {
  /** A free port when not given. */
  port?: number
  /** 127.0.0.1 when not given. */
  host?: string
  /** Makes x-ratelimit-* count down by `cost` a sheet read; without it they always tell of a fresh minute. */
  sheetBudget?: SheetBudget
}

export interface Simulator {
  /** `http://127.0.0.1:PORT/2.0` */
  readonly baseUrl: string
  /** A key that may read everything. */
  readonly apiKey: string
  /** Adds a key and answers it. */
  addKey(spec?: KeySpec): string
  readonly sheets: SheetEdits
  /** Answers the id of the new report. */
  createReport(spec: ReportSpec): number
  readonly faults: {
    add(fault: Fault): void
    /** Faults by chance, for every request that no added fault is for; the same seed gives the same faults. */
    random(options: RandomFaults): void
    clear(): void
  }
  /** Every request below /2.0 since the start, or since it was emptied (`requests.length = 0`). */
  readonly requests: RequestRecord[]
  /** Serves a folder of recorded answers, and the sheets that they contain; answers the ids of those sheets. */
  serveRecordings(folder: string, options?: RecordingOptions): Promise<number[]>
  /** What is kept, for what the calls above do not cover. */
  readonly store: Store
  close(): Promise<void>
}

/** Starts a local Smartsheet: the API's reading side over HTTP, with faults on demand (docs/simulator.md). */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? (() => new Date())
  const store = createStore({ ...options, clock })
  const keys = createKeys(store, clock)
  const faults = createFaultQueue()
  const recordings = createRecordings(store)
  const sheets = sheetEdits(store)
  const requests: RequestRecord[] = []
  const closing = new AbortController()
  const budget = options.sheetBudget ?? null
  const answer = createAnswers({ store, keys, clock, budget, recorded: recordings.find })
  const addKey = (spec?: KeySpec): string => keys.add(spec)
  const control = createControl({ store, sheets, faults, requests, addKey })
  const serving = { answer, control, faults, requests, signal: closing.signal }
  const host = options.host ?? '127.0.0.1'
  const server = await listen(serving, options.port ?? 0, host)
  return {
    baseUrl: `http://${host}:${portOf(server)}/2.0`,
    apiKey: keys.add(),
    addKey,
    sheets,
    createReport: (spec) => createReport(store, spec),
    faults: {
      add: faults.add,
      random: (random) => faults.setRandom(randomFaults(random)),
      clear: faults.clear,
    },
    requests,
    serveRecordings: (folder, recordingOptions) => recordings.load(folder, recordingOptions),
    store,
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
