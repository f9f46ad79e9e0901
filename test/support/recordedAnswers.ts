import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseBody } from '../../src/smartsheet/body.ts'
import type { Answer } from './openapi.ts'
import { RECORDED_FOLDER, RECORDED_PRESENT } from './recorded.ts'

interface Recording {
  request: { url: string }
  response: { status: number; body: unknown }
}

/** Every recorded answer of the real API, by the name of its file; none where they are not beside this checkout. */
export function recordedAnswers(): Answer[] {
  if (!RECORDED_PRESENT) return []
  const files = readdirSync(RECORDED_FOLDER).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => {
    const { request, response } = parseBody(readFileSync(join(RECORDED_FOLDER, file))) as Recording
    return { name: file, url: request.url, status: response.status, body: response.body }
  })
}
