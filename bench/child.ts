import { type ChildProcess, fork, type ForkOptions } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As in the image: what is compiled is kept. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'smartsheet-sync-compiled')

/** Starts a file beside this one as a process of its own, with one JSON argument. `silent`: its streams can be read here. */
export const start = (
  file: string,
  argument: object,
  options: Pick<ForkOptions, 'execArgv' | 'silent'> = {},
): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(argument)], {
    ...options,
    env: { NODE_COMPILE_CACHE, ...process.env },
  })

/** The JSON argument of this process; whoever started it knows its type. */
export const argument = (): unknown => JSON.parse(process.argv[2] ?? '{}')

/** The next message of a child; throws when it ends without one. */
export async function answerOf(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', settled).then(([message]) => message as unknown),
      once(child, 'exit', settled).then(([code]) => {
        throw new Error(`A process of the bench ended with ${String(code)} before it answered`)
      }),
    ])
  } finally {
    settled.abort()
  }
}
