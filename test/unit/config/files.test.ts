import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, readConfig } from '../../../src/config/config.ts'
import { messageOf } from '../../../src/core/errors.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smartsheet-sync-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

function refusal(env: Environment): string {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    return messageOf(error)
  }
}

describe('a secret in a file', () => {
  it('is read from there, without the line feed at its end', async () => {
    const config = readConfig({
      ADMIN_TOKEN_FILE: await file('token', 'from-a-file\n'),
      DATABASE_URL_FILE: await file('url', 'postgres://u:p@db/crm\n'),
      NODE_ENV: 'production',
    })
    expect([config.http.adminToken, config.databaseUrl]).toEqual(['from-a-file', 'postgres://u:p@db/crm'])
  })

  it('that is not what it should be is a fault of its variable, and shows nothing', async () => {
    const message = refusal({ SECRETS_KEY_FILE: await file('key', 'n0t-a-key') })
    expect(message).toMatch(/SECRETS_KEY must be 32 bytes in base64/)
    expect(message).not.toContain('n0t-a-key')
  })

  it('that cannot be read is named together with all other faults', () => {
    const message = refusal({ ADMIN_TOKEN_FILE: join(folder, 'absent'), RUN_ONCE: 'banana' })
    expect(message).toMatch(/^2 environment variables are wrong:/)
    expect(message).toMatch(/ADMIN_TOKEN_FILE names a file that cannot be read \(ENOENT\)/)
    expect(message).toMatch(/RUN_ONCE/)
  })

  it('beside the same secret in a variable is a fault', async () => {
    const message = refusal({ ADMIN_TOKEN: 'one', ADMIN_TOKEN_FILE: await file('other', 'two') })
    expect(message).toMatch(/ADMIN_TOKEN_FILE and ADMIN_TOKEN are both set/)
  })

  it('is for secrets only: a file for anything else is no variable of ours', () => {
    expect(refusal({ SYNC_CRON_FILE: '/run/secrets/cron' })).toMatch(
      /SYNC_CRON_FILE is not a variable of ours/,
    )
  })
})

describe('the webhook for notices', () => {
  it('needs a secret, which is long enough', () => {
    const url = 'https://alerts.example/hook'
    expect(refusal({ NOTICE_WEBHOOK_URL: url })).toMatch(/NOTICE_WEBHOOK_SECRET must be set/)
    expect(refusal({ NOTICE_WEBHOOK_URL: url, NOTICE_WEBHOOK_SECRET: 'short' })).toMatch(/at least 24/)
    expect(refusal({ NOTICE_WEBHOOK_URL: 'ftp://x', NOTICE_WEBHOOK_SECRET: 'x'.repeat(24) })).toMatch(/http/)
  })
})
