import { readdirSync, readFileSync } from 'node:fs'

/** How long a tick of /proc is: everywhere where Node runs. */
const TICK_MS = 10

interface Stat {
  parent: number
  cpuMs: number
  /** Of its children that have ended. */
  childrenCpuMs: number
}

/** Null: the process is gone, or this is no Linux. */
function statOf(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`)
  if (text === null) return null
  // The name in parentheses may hold anything; the third field comes after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3])
  return {
    parent: field(4),
    cpuMs: (field(14) + field(15)) * TICK_MS,
    childrenCpuMs: (field(16) + field(17)) * TICK_MS,
  }
}

/** Processor time of a process so far, all its threads; 0 where it is gone. */
export const cpuMsOfProcess = (pid: number): number => statOf(pid)?.cpuMs ?? 0

/** Of a database server so far, by one of its backends: whatever has worked for it, ended or not. */
export function cpuMsOfServer(backend: number): number {
  const postmaster = statOf(backend)?.parent
  if (postmaster === undefined) return 0
  const own = statOf(postmaster)
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === postmaster)
  return running.reduce(
    (sum, stat) => sum + (stat?.cpuMs ?? 0),
    (own?.cpuMs ?? 0) + (own?.childrenCpuMs ?? 0),
  )
}

/** The most memory that a process has had; 0 where it is gone. */
export function peakMbOf(pid: number): number {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')
  return Number(peak?.[1] ?? 0) / 1024
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
