import type { Clock } from '../core/clock.ts'
import { isSyncError, SyncError } from '../core/errors.ts'
import type { Client } from './client.ts'
import { isReport } from './doctor.ts'
import { parsePage, parseVersion, sheetPath } from './envelope.ts'
import { ApiFailure } from './failure.ts'
import type { CompleteRead } from './model.ts'
import { parseWithoutRows } from './rowTexts.ts'
import { FIRST_PAGE_ROWS, type PageSource, type RowSink, walk, type WalkResult } from './walk.ts'

export { decodedRows, type ReadRow, type RowSink } from './walk.ts'

/** Waits before the walk starts anew, in ms: an editor at work needs longer and longer to pause. */
const RESTART_WAITS_MS = [1_000, 5_000, 20_000]
/** The one request for everything asks for at least this; the API is known to accept it. */
const WHOLE_SHEET_ROWS = 10_000
/** Halvings, and sizes that the server imposes, before a page size is final. */
const MAX_RESIZES = 5

export interface ReadOptions {
  /** Rows a page; by default chosen by the number of columns. */
  pageSize?: number | undefined
  comments?: boolean
  signal?: AbortSignal | undefined
  sink: RowSink
  clock: Clock
}

/** The sheet's version, the cheapest of all questions (R1). Tells a report from a missing sheet (`report_id`). */
export async function readVersion(client: Client, sheetId: string, signal?: AbortSignal): Promise<number> {
  const options = signal ? { signal } : {}
  try {
    return await client.get(`${sheetPath(sheetId)}/version`, {}, parseVersion, options)
  } catch (error) {
    if (isSyncError(error) && error.code === 'sheet_not_found' && (await isReport(client, sheetId))) {
      throw new SyncError('report_id', `${sheetId} is the id of a report.`)
    }
    throw error
  }
}

/**
 * Reads one version of the sheet to its last row (R2), page by page into the sink, or rejects: with ApiFailure,
 * with `sheet_unstable` where the sheet kept moving, with what the sink threw, or with the signal's reason.
 */
export async function readSheet(
  client: Client,
  sheetId: string,
  options: ReadOptions,
): Promise<CompleteRead> {
  const { clock, signal } = options
  let size = options.pageSize ?? FIRST_PAGE_ROWS
  let measure = options.pageSize === undefined
  let wholeSize = WHOLE_SHEET_ROWS
  let [moves, resizes] = [0, 0]
  for (;;) {
    const whole = moves > RESTART_WAITS_MS.length
    const mayResize = !whole && resizes < MAX_RESIZES
    const pageSize = whole ? wholeSize : size
    const result = await readOnce(client, sheetId, { ...options, pageSize, measure, mayResize })
    if (result.kind === 'complete') {
      // The only place where the proof is made: after every check of a walk.
      return { sheet: result.sheet, rowCount: result.rowCount, restarts: moves + resizes } as CompleteRead
    }
    if (result.kind === 'resize' && mayResize) {
      if (!measure) resizes += 1
      measure = false
      size = result.pageSize
      continue
    }
    const reason = result.kind === 'moved' ? result.reason : `only ${result.pageSize} rows come at once`
    if (whole) throw new SyncError('sheet_unstable', `Sheet ${sheetId} could not be read whole: ${reason}.`)
    client.logger.info({ sheetId, reason }, 'Sheet moved while it was read; it is read again')
    await clock.sleep(RESTART_WAITS_MS[moves] ?? 0, signal)
    if (result.kind === 'moved') wholeSize = Math.max(WHOLE_SHEET_ROWS, result.total + 1_000)
    moves += 1
  }
}

interface Attempt extends ReadOptions {
  pageSize: number
  measure: boolean
  mayResize: boolean
}

async function readOnce(client: Client, sheetId: string, options: Attempt): Promise<WalkResult> {
  const { pageSize, mayResize, sink, measure } = options
  // Ends the page that is fetched ahead when the walk ends before it.
  const ended = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal
  try {
    return await walk(pageSource(client, sheetId, { ...options, signal }), sink, { pageSize, measure })
  } catch (error) {
    const shrink = mayResize && pageSize > 1 && error instanceof ApiFailure && error.decision.smallerPageHelps
    if (!shrink) throw error
    client.logger.info({ sheetId, pageSize, reason: error.message }, 'Reading again with smaller pages')
    return { kind: 'resize', pageSize: Math.ceil(pageSize / 2) }
  } finally {
    ended.abort()
  }
}

function pageSource(client: Client, sheetId: string, options: Attempt & { signal: AbortSignal }): PageSource {
  const { signal, comments = false } = options
  const noted = new Set<string>()
  const include = ['objectValue', 'rowPermalink', ...(comments ? ['discussions'] : [])].join(',')
  const retry = options.mayResize && options.pageSize > 1 ? 'smaller' : 'patient'
  return {
    page: (page, pageSize) =>
      client.get(
        sheetPath(sheetId),
        { level: 2, include, page, pageSize },
        (body) => parsePage(body, sheetId),
        { signal, retry, decode: parseWithoutRows },
      ),
    version: () => client.get(`${sheetPath(sheetId)}/version`, {}, parseVersion, { signal }),
    note(oddity) {
      if (noted.has(oddity)) return
      noted.add(oddity)
      client.logger.warn({ sheetId, oddity }, 'Smartsheet answered something unusual')
    },
  }
}
