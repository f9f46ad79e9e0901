import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** A worker in a process of its own. */
export interface Replica {
  /** As runs name it. */
  readonly worker: string
  isAlive(): boolean
  isFrozen(): boolean
  log(): string
  freeze(): void
  thaw(): void
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

export function startReplica(env: Record<string, string>): Replica {
  const child = spawn(process.execPath, [MAIN, 'worker'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = once(child, 'exit')
  let log = ''
  let frozen = false
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null
  return {
    worker: `${hostname()}/${child.pid ?? 0}`,
    isAlive,
    isFrozen: () => frozen,
    log: () => log,
    freeze() {
      frozen = send(child, 'SIGSTOP')
    },
    thaw() {
      send(child, 'SIGCONT')
      frozen = false
    },
    async end(signal) {
      if (frozen) send(child, 'SIGCONT')
      if (isAlive()) send(child, signal)
      await exit
      return child.exitCode
    },
  }
}

const send = (child: ChildProcess, signal: NodeJS.Signals): boolean => child.kill(signal)
