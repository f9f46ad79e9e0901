import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type Packed, send } from '../http/send.ts'
import type { FaultAct } from './faults.ts'

/** Where an answer goes; `signal` ends every wait when the simulator closes. */
export interface Outgoing {
  response: ServerResponse
  packed: Packed
  signal: AbortSignal
}

type Carry<K extends FaultAct['kind']> = (
  out: Outgoing,
  act: Extract<FaultAct, { kind: K }>,
) => void | Promise<void>

const CARRIERS: { [K in FaultAct['kind']]: Carry<K> } = {
  answer: sendPlainly,
  lie: sendPlainly,
  edit: sendPlainly,
  redirect: sendPlainly,
  silence: () => undefined,
  reset: ({ response }) => {
    response.socket?.resetAndDestroy()
  },
  delay: async (out, { ms }) => {
    await sleep(ms, undefined, { signal: out.signal })
    sendPlainly(out)
  },
  cut: async ({ response, packed }, { after = 0.5 }) => {
    response.writeHead(packed.status, { ...packed.headers, 'content-length': packed.bytes.length })
    await written(response, packed.bytes.subarray(0, Math.floor(packed.bytes.length * after)))
    response.socket?.destroy()
  },
  drip: async (out, { bytes, everyMs }) => {
    const { response, packed, signal } = out
    response.writeHead(packed.status, { ...packed.headers, 'content-length': packed.bytes.length })
    for (let start = 0; start < packed.bytes.length && !response.destroyed; start += bytes) {
      await written(response, packed.bytes.subarray(start, start + bytes))
      await sleep(everyMs, undefined, { signal })
    }
    response.end()
  },
  wrongLength: async ({ response, packed }, { by }) => {
    const length = packed.bytes.length + by
    response.writeHead(packed.status, { ...packed.headers, 'content-length': length })
    await written(response, packed.bytes.subarray(0, length))
    response.socket?.end()
  },
  badGzip: ({ response, packed }, { how }) => {
    const headers = { ...packed.headers, 'content-encoding': 'gzip' }
    send(response, { ...packed, headers, bytes: spoil(packed, how) })
  },
}

/** Sends the answer in the way that the fault says; without one, as it should be. */
export async function carry(out: Outgoing, act: FaultAct | undefined): Promise<void> {
  if (!act) {
    sendPlainly(out)
    return
  }
  const carrier = CARRIERS[act.kind] as Carry<FaultAct['kind']>
  await carrier(out, act)
}

function sendPlainly({ response, packed }: Outgoing): void {
  send(response, packed)
}

function spoil({ bytes, headers }: Packed, how: 'corrupt' | 'plain' | 'twoMembers'): Buffer {
  if (how === 'plain') return Buffer.from('{"version": 1}')
  const whole = headers['content-encoding'] === 'gzip' ? bytes : gzipSync(bytes)
  if (how === 'twoMembers') return Buffer.concat([whole, gzipSync(Buffer.from('{}'))])
  const corrupt = Buffer.from(whole)
  corrupt.fill(0xff, Math.floor(corrupt.length / 2))
  return corrupt
}

function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.write(bytes, () => resolve())
  })
}
