import { Client } from 'pg'

/** Works on a connection of its own, which is closed when the work is done or has failed. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  // Whoever waits for an answer hears of it; without a listener the process would end before it has cleaned up.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
