import { oneAfterTheOther } from '../core/iterables.ts'
import { clearStage } from '../graph/stage.ts'
import type { Sheet } from '../smartsheet/model.ts'
import type { ReadRow, RowSink } from '../smartsheet/read.ts'
import {
  type Intake,
  type IntakeOptions,
  type SampledRow,
  startTaking,
  take,
  takeRest,
  type Taking,
} from './intake.ts'

/** So many rows are looked at before a mapping is chosen, whatever the page size. */
const SAMPLE_ROWS = 200

interface IntakeSink extends RowSink {
  /** To be called after the last page. */
  finish(): Promise<Intake>
  /** To be called at the end, however it came: waits until nothing is at work any more. */
  settle(): Promise<void>
}

/**
 * Turns pages of rows into staged contributions, holding none of the rows but the first few. When the read
 * starts anew, so does the intake.
 */
export function createIntake(options: IntakeOptions): IntakeSink {
  let sheet: Sheet
  let sample: SampledRow[]
  /** Null until the sample is large enough. */
  let taking: Taking | null = null

  return {
    async begin(begun) {
      await taking?.remembering.finish()
      sheet = begun
      sample = []
      taking = null
      await clearStage(options.pool, options.runId)
    },
    idOf: (fingerprint) => taking?.recall.get(fingerprint)?.rowId,
    async page(rows) {
      if (taking !== null) return take(taking, rows)
      const { first, rest } = takeSample(rows, SAMPLE_ROWS - sample.length)
      sample.push(...first)
      if (sample.length < SAMPLE_ROWS) return
      taking = await startTaking(options, sheet, sample)
      await take(taking, oneAfterTheOther<ReadRow>(sample, rest))
      sample = []
    },
    async finish() {
      const last = taking ?? (await startTaking(options, sheet, sample))
      await take(last, sample)
      await takeRest(last)
      return last.intake
    },
    settle: async () => taking?.remembering.settle(),
  }
}

/** The first rows, and an iterator that goes on behind them. */
function takeSample(
  rows: Iterable<ReadRow>,
  count: number,
): { first: SampledRow[]; rest: Iterable<ReadRow> } {
  const rest = Iterator.from(rows)
  const first: SampledRow[] = []
  for (let next = rest.next(); !next.done; next = rest.next()) {
    const { fingerprint, row } = next.value
    if (row !== null) first.push({ fingerprint, row })
    if (first.length === count) break
  }
  return { first, rest }
}
