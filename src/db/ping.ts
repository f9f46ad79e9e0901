import type { Pool } from 'pg'
import { cutAfter } from './cut.ts'

const asking = new WeakMap<Pool, Promise<boolean>>()

/**
 * True when Postgres answers within the time. A connection over which it does not is cut. However often it is asked,
 * one question is under way at a time: probes of a database that hangs leave the pool to those who work.
 */
export async function ping(pool: Pool, timeoutMs: number): Promise<boolean> {
  const answer = asking.get(pool) ?? ask(pool, timeoutMs)
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs)
  })
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
  }
}

function ask(pool: Pool, timeoutMs: number): Promise<boolean> {
  const answer = answers(pool, timeoutMs).finally(() => asking.delete(pool))
  asking.set(pool, answer)
  return answer
}

async function answers(pool: Pool, timeoutMs: number): Promise<boolean> {
  try {
    const client = await pool.connect()
    const answered = cutAfter(client, timeoutMs)
    try {
      await client.query('select 1')
      return true
    } finally {
      answered()
      client.release()
    }
  } catch {
    return false
  }
}
