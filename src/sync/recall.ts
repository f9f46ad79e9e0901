import { hash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Clock } from '../core/clock.ts'
import { NODE_LABELS } from '../core/labels.ts'
import { programDigest } from '../core/program.ts'
import {
  knownRowIds,
  knownRows,
  linksDigest,
  type MemorableRow,
  type MemoryOwner,
  rememberRows,
  type RowMemory,
} from '../graph/knownRows.ts'
import { type IdentityRecord, type KeyKind, KINDS_BY_STRENGTH, NO_KEYS } from '../identity/model.ts'
import type { CompiledMapping } from '../mapping/compile.ts'
import type { MappedRow } from '../mapping/record.ts'
import type { Column } from '../smartsheet/model.ts'

/** A row that comes in the same bytes for longer is mapped anew, so that nothing that is wrong here stays. */
const RECALL_FOR_MS = 24 * 3_600_000

export interface RecalledRow {
  rowId: string
  memory: RowMemory
}

/** The rows of a sheet as earlier syncs have mapped them. */
export interface Recall {
  /** A row by the fingerprint of the bytes in which it came. */
  get(fingerprint: string): RecalledRow | undefined
  /** As get, and does not hold it any longer: no row comes twice. */
  take(fingerprint: string): RecalledRow | undefined
  /** Whatever is remembered, usable or not. */
  readonly rowIds: readonly string[]
  readonly remembers: boolean
  /** Remembers rows that were mapped; nothing where it does not. */
  remember(rows: readonly MemorableRow[]): Promise<void>
}

/** For syncs that take every row as new, and leave nothing. */
export const NO_RECALL: Recall = {
  get: () => undefined,
  take: () => undefined,
  rowIds: [],
  remembers: false,
  remember: () => Promise.resolve(),
}

export interface RecallOptions {
  pool: Pool
  clock: Clock
  connection: Omit<MemoryOwner, 'context'>
  /** False: rows are mapped anew, and remembered. */
  trusted: boolean
  /** False, for a dry run: nothing is remembered. */
  remembers: boolean
  signal?: AbortSignal
}

/** Opens what is remembered under this mapping. */
export async function openRecall(
  { pool, clock, connection, trusted, remembers, signal }: RecallOptions,
  compiled: CompiledMapping,
  columns: readonly Column[],
): Promise<Recall> {
  // What a row inherits is not in its bytes.
  if (compiled.inherit) return { ...NO_RECALL, rowIds: await knownRowIds(pool, connection) }
  const owner = { ...connection, context: await contextOf(compiled, columns) }
  const mappedSince = new Date(clock.now().getTime() - RECALL_FOR_MS)
  const known = trusted ? await knownRows(pool, owner, { mappedSince, signal }) : []
  const byFingerprint = new Map<string, RecalledRow>()
  for (const { fingerprint, rowId, memory } of known)
    if (memory !== null) byFingerprint.set(fingerprint, { rowId, memory })
  const rowIds = trusted ? known.map(({ rowId }) => rowId) : await knownRowIds(pool, owner)
  return {
    get: (fingerprint) => byFingerprint.get(fingerprint),
    take(fingerprint) {
      const row = byFingerprint.get(fingerprint)
      byFingerprint.delete(fingerprint)
      return row
    },
    rowIds,
    remembers,
    remember: (rows) =>
      remembers ? rememberRows(pool, owner, rows, { now: clock.now(), signal }) : Promise.resolve(),
  }
}

/** All that decides what a row yields besides its bytes. */
async function contextOf(compiled: CompiledMapping, columns: readonly Column[]): Promise<string> {
  const program = await programDigest()
  // Not what is said of the sheet as a whole: that changes without the rows.
  const decisive = { ...compiled, issues: null, known: null }
  return hash('sha256', JSON.stringify([program, columns, decisive], plain), 'base64url')
}

/** A Map or a Set would be {} in JSON. */
const plain = (_key: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value

/** Null where the row must be mapped each time: what it keeps of its previous contribution is not in its bytes (R8, R8b, R9). */
export function memorable(
  fingerprint: string,
  row: MappedRow,
  identities: readonly IdentityRecord[],
): MemorableRow | null {
  if (row.records.some(({ keep, onlyKept }) => keep.length > 0 || onlyKept)) return null
  const { rowId, permalink, outcome, records } = row
  const issues = row.issues.map(({ rowNumber: _, ...issue }) => issue)
  const kept = identities.map(({ label, externalId, keys, name }) => ({ label, externalId, keys, name }))
  return {
    ...{ rowId, fingerprint, linksDigest: linksDigest(records) },
    memory: { permalink, outcome, issues, records: kept },
  }
}

/** What identity has to know of a row that was recalled. */
export const recalledRecords = ({ rowId, memory }: RecalledRow): IdentityRecord[] =>
  memory.records.map(({ label, externalId, keys, name }) => ({
    label: known(NODE_LABELS, label),
    externalId: externalId === rowId ? rowId : externalId,
    keys: keys.length === 0 ? NO_KEYS : keys.map(({ kind, value }) => ({ kind: known(KINDS, kind), value })),
    ...{ rowId, name, onlyKept: false, keepsKeys: false },
  }))

const KINDS: readonly KeyKind[] = KINDS_BY_STRENGTH

/** The one text of those that are the same: JSON makes a new one for each of a hundred thousand. */
const known = <T extends string>(all: readonly T[], text: T): T => all.find((one) => one === text) ?? text
