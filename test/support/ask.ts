import { request } from 'node:http'
import type { Json } from '../../simulator/store/model.ts'

/** An answer of the simulator as any client sees it; the body is parsed when it is JSON. */
export interface Reply {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: unknown
  bytes: Buffer
}

export interface AskOptions {
  key?: string | null
  method?: string
  headers?: Record<string, string>
  body?: Json
}

/** One request on a connection of its own; rejects when the answer does not come whole. */
export function ask(url: string, options: AskOptions = {}): Promise<Reply> {
  const { key = null, method = 'GET', headers = {}, body } = options
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method, agent: false, headers: { ...authorization, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed(bytes), bytes })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function parsed(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
