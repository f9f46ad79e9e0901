import type { Pool } from 'pg'

const asking = new WeakMap<Pool, Promise<boolean>>()

/** True when Postgres answers within the time. However often it is asked, one question is under way at a time. */
export async function ping(pool: Pool, timeoutMs: number): Promise<boolean> {
  const answer = asking.get(pool) ?? ask(pool)
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

function ask(pool: Pool): Promise<boolean> {
  const answer = pool
    .query('select 1')
    .then(
      () => true,
      () => false,
    )
    .finally(() => asking.delete(pool))
  asking.set(pool, answer)
  return answer
}
