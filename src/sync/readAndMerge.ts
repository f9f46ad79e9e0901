import type { Connection } from '../connections/model.ts'
import { wasGivenBack } from '../graph/protection.ts'
import type { Client } from '../smartsheet/client.ts'
import { readVersion } from '../smartsheet/read.ts'
import type { MappingChoice } from './chooseMapping.ts'
import { closeUnmerged, type Ended } from './close.ts'
import { commitRead } from './commit.ts'
import { inSheetOrder } from './preview.ts'
import { readState } from './readState.ts'
import type { SyncContext, SyncRequest } from './report.ts'

/** R1: however quiet a sheet is, it is read whole once a day; volatile formulas raise no version. */
const FULL_READ_EVERY_MS = 24 * 3_600_000

interface Attempt {
  runId: string
  client: Client
  keyHash: string
  signal: AbortSignal
  fence: AbortSignal
  choice: MappingChoice
}

/** The stages of a sync: gate, read and stage, decide and merge. Throws what makes the run fail. */
export async function readAndMerge(
  context: SyncContext,
  request: SyncRequest,
  attempt: Attempt,
): Promise<Ended> {
  const { connection, onProgress } = request
  const { runId, client, keyHash, signal, fence, choice } = attempt

  onProgress?.({ phase: 'version', rowsRead: 0, rowsTotal: null })
  const version = await readVersion(client, connection.sheetId, signal)
  if (!(await mustRead(context, request, version))) {
    return closeUnmerged(context, request, { id: runId, client, keyHash, version }, null)
  }

  const { read, intake } = await readState(context, {
    runId,
    connection,
    client,
    signal,
    memory: { trusted: !request.full, remembers: !request.dryRun },
    chooseMapping: choice.choose,
    onRows: ({ rowsRead }, rowsTotal) => onProgress?.({ phase: 'reading', rowsRead, rowsTotal }),
  })
  signal.throwIfAborted()

  onProgress?.({ phase: 'merging', rowsRead: intake.counts.rowsRead, rowsTotal: read.rowCount })
  const staged = { runId, read, intake, api: client.stats, keyHash, fence }
  const { previewed, ...committed } = await commitRead(context, request, staged)
  const preview = request.dryRun ? { entities: previewed, issues: inSheetOrder(committed.issues) } : null
  return { ...committed, preview, sheetName: read.sheet.name, failure: null }
}

/** R1. A removal that was held, or a mapping that changed, has cleared `lastVersion`; what was given back must be folded. */
async function mustRead(
  { pool, clock }: SyncContext,
  { connection, full, allowRemovals }: SyncRequest,
  version: number,
): Promise<boolean> {
  if (full || allowRemovals !== false || !isCurrent(connection, version, clock.now())) return true
  return wasGivenBack(pool, connection)
}

function isCurrent({ lastVersion, lastFullReadAt }: Connection, version: number, now: Date): boolean {
  if (lastVersion === null || lastFullReadAt === null) return false
  return lastVersion === String(version) && now.getTime() - lastFullReadAt.getTime() < FULL_READ_EVERY_MS
}
