import { pick, seededRandom } from '../store/random.ts'
import type { FaultAct } from './faults.ts'

export interface RandomFaults {
  /** 0 to 1, for each request. */
  probability: number
  seed?: number
  /** At most this many requests in a row fail, so that a client with few retries still gets through; 2 when not given. */
  inARow?: number
  /** What may happen; every passing trouble that needs no long wait, when not given. */
  acts?: readonly FaultAct[]
}

/** Troubles after which the same request succeeds. */
export const PASSING_TROUBLES: readonly FaultAct[] = [
  { kind: 'reset' },
  { kind: 'cut' },
  { kind: 'badGzip', how: 'corrupt' },
  { kind: 'wrongLength', by: 10 },
  {
    kind: 'answer',
    status: 429,
    headers: { 'retry-after': '0' },
    body: { errorCode: 4003, message: 'Rate limit exceeded.' },
  },
  { kind: 'answer', status: 500, body: { errorCode: 4000, message: 'An unexpected error has occurred.' } },
  { kind: 'answer', status: 500, body: { errorCode: 4004, message: 'Please retry your request.' } },
  { kind: 'answer', status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
  { kind: 'answer', status: 503 },
]

export function randomFaults(options: RandomFaults): () => FaultAct | undefined {
  const random = seededRandom(options.seed ?? 1)
  const acts = options.acts ?? PASSING_TROUBLES
  let failed = 0
  return () => {
    if (failed >= (options.inARow ?? 2) || random() >= options.probability) {
      failed = 0
      return undefined
    }
    failed += 1
    return pick(random, acts)
  }
}
