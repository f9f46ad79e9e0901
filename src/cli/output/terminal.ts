import type { Readable } from 'node:stream'
import { createProgressLine, type ProgressLine } from './progress.ts'

/** Where a command reads and writes; a plain object, so that tests see what a person would. */
export interface Terminal {
  /** What was asked for: stdout. */
  out(text: string): void
  /** What is said about it: stderr. */
  err(text: string): void
  /** Columns of stdout; null where it is no terminal, and nothing needs to fit. */
  width: number | null
  /** A line that shows how far a sync is, on stderr; it draws nothing where no person watches. */
  progress(title: string): ProgressLine
  /** All of stdin. */
  readInput(): Promise<string>
}

/** A WriteStream, as far as it is used here. */
interface Output {
  write(text: string): unknown
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
  isTTY?: boolean
  columns?: number
}

export interface Streams {
  stdin: Readable
  stdout: Output
  stderr: Output
}

export function createTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  // A reader that went away (`| head`) must not end a sync half-way: what it no longer reads is dropped.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    width: stdout.isTTY === true ? (stdout.columns ?? 80) : null,
    progress: (title) =>
      stderr.isTTY === true
        ? createProgressLine(stderr, title)
        : { show: () => undefined, clear: () => undefined },
    async readInput() {
      const chunks: Buffer[] = []
      for await (const chunk of stdin as AsyncIterable<Buffer>) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}
