import type { SyncProgress } from '../../sync/report.ts'
import { fit } from './table.ts'

const PHASES = {
  version: 'asking for the version',
  reading: 'reading rows',
  resolving: 'finding who is who',
  merging: 'writing the graph',
} as const satisfies Record<SyncProgress['phase'], string>

const BAR = 24
const REDRAW_MS = 100
export const CLEAR_LINE = '\r\x1b[2K'

interface Screen {
  write(text: string): unknown
  columns?: number
}

/** One line on a terminal that is drawn over itself; `clear` takes it away again. */
export interface ProgressLine {
  show(progress: SyncProgress): void
  clear(): void
}

export function createProgressLine(
  screen: Screen,
  title: string,
  now: () => number = Date.now,
): ProgressLine {
  let drawn: SyncProgress['phase'] | null = null
  let drawnAt = 0
  return {
    show(progress) {
      const urgent = progress.rowsRead === progress.rowsTotal || drawn !== progress.phase
      if (!urgent && now() - drawnAt < REDRAW_MS) return
      drawn = progress.phase
      drawnAt = now()
      screen.write(CLEAR_LINE + fit(`${title}  ${progressText(progress)}`, (screen.columns ?? 80) - 1))
    },
    clear() {
      if (drawn !== null) screen.write(CLEAR_LINE)
      drawn = null
    },
  }
}

export function progressText({ phase, rowsRead, rowsTotal }: SyncProgress): string {
  if (phase !== 'reading' || rowsTotal === null || rowsTotal === 0) return PHASES[phase]
  const share = Math.min(1, rowsRead / rowsTotal)
  const full = Math.round(share * BAR)
  const rows = `${rowsRead.toLocaleString('en-US')} of ${rowsTotal.toLocaleString('en-US')}`
  return `${PHASES.reading} ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${rows}`
}
