import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Answer } from './answer.ts'

const gzipAsync = promisify(gzip)

/** An answer as bytes, packed when the client asked for it. */
export interface Packed {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

export async function pack(answer: Answer, acceptEncoding: string): Promise<Packed> {
  const plain = Buffer.from(bodyText(answer))
  const headers: Record<string, string> = { ...answer.headers, vary: 'Accept-Encoding' }
  if (plain.length === 0 || !/\bgzip\b/.test(acceptEncoding))
    return { status: answer.status, headers, bytes: plain }
  const bytes = await gzipAsync(plain, { level: constants.Z_BEST_SPEED })
  return { status: answer.status, headers: { ...headers, 'content-encoding': 'gzip' }, bytes }
}

export function send(response: ServerResponse, { status, headers, bytes }: Packed): void {
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  response.end(bytes)
}

function bodyText({ body }: Answer): string {
  if (body === null) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}
