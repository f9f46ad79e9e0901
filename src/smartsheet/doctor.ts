import { z } from 'zod'
import type { Client, GetOptions } from './client.ts'
import { optional, parseWith } from './envelope.ts'
import type { Column } from './model.ts'

export interface KeyOwner {
  email: string | null
  name: string | null
  /** Of the plan's account; null where the API does not say. */
  account: string | null
}

const userSchema = z.looseObject({
  email: optional(z.string()),
  firstName: optional(z.string()),
  lastName: optional(z.string()),
  account: optional(z.looseObject({ name: optional(z.string()) })),
})

/** Whose key it is; works with any scope, so a rejection with `key_invalid` speaks of the key alone. */
export async function whoAmI(client: Client, options: GetOptions = {}): Promise<KeyOwner> {
  const user = await client.get('/users/me', {}, (body) => parseWith(userSchema, body, 'user'), options)
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ')
  return { email: user.email, name: name === '' ? null : name, account: user.account?.name ?? null }
}

/** True where the id opens as a report. One attempt: it only explains a failure that is certain already. */
export async function isReport(client: Client, id: string): Promise<boolean> {
  const answer = z.looseObject({ columns: z.array(z.unknown()) })
  try {
    return await client.get(
      `/reports/${encodeURIComponent(id)}`,
      { page: 1, pageSize: 1 },
      (body) => answer.safeParse(body).success,
      { retry: 'never' },
    )
  } catch {
    return false
  }
}

/** Columns whose values arrive as joined text although they are lists: `level` did not reach the API. */
export const flattenedColumns = (columns: readonly Column[]): Column[] =>
  columns.filter(({ type, version }) => version > 0 && type === 'TEXT_NUMBER')
