import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { openQueue } from '../../src/scheduler/queue.ts'
import { createTestDatabase } from '../support/database.ts'

const db = await createTestDatabase()
afterAll(() => db.drop())

const queries = async (name: string) =>
  [
    ...(await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).matchAll(
      /```sql\n([^]*?)```/g,
    ),
  ]
    .flatMap(([, block = '']) => block.split(';'))
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '')

describe('the SQL of the documents for operators', () => {
  it.each(['operations.md', 'notices.md', 'smartsheet.md'])('of %s runs as it stands there', async (name) => {
    const queue = await openQueue({ pool: db.pool, trouble: () => undefined })
    await queue.close()
    const statements = await queries(name)
    expect(statements.length).toBeGreaterThan(0)
    for (const sql of statements) await expect(db.pool.query(sql)).resolves.toBeDefined()
  })
})
