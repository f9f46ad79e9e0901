import { chmod, rm, stat, writeFile } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createLogger } from '../../src/core/logger.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { inFolder, inHome, open, query, useEmbeddedFolder } from '../support/embedded.ts'

useEmbeddedFolder()

describe('a server of its own', () => {
  test('is a real PostgreSQL in UTF-8, reached over TCP at the loopback address only', async () => {
    const { url } = await open()
    const settings = `select current_setting('server_encoding') as encoding,
      current_setting('listen_addresses') as addresses,
      current_setting('unix_socket_directories') as sockets,
      lower('É') as lower`
    expect(await query(url, settings)).toEqual([
      { encoding: 'UTF8', addresses: '127.0.0.1', sockets: '', lower: 'é' },
    ])
  })

  test('keeps what it holds from one opening to the next', async () => {
    const first = await open()
    await query(first.url, 'create table public.kept as select 42 as answer')
    await first.close()
    const second = await open()
    expect(await query(second.url, 'select answer from public.kept')).toEqual([{ answer: 42 }])
  })

  test('lets nobody in without the password, which only its owner can read', async () => {
    const url = new URL((await open()).url)
    expect((await stat(inHome('password'))).mode & 0o777).toBe(0o600)
    url.password = 'guess'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('R19 says plainly what it is and where, without the password', async () => {
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const { url } = await open(pino({ level: 'info' }, sink))
    expect(JSON.parse(lines.join(''))).toMatchObject({
      msg: 'embedded PostgreSQL, for trials and tests, not for production',
      address: new URL(url).host,
      directory: inHome(),
    })
    expect(lines.join('')).not.toContain(new URL(url).password)
  })

  test.each([
    ['that only its owner may enter', 0o700],
    ['that everybody may enter', 0o755],
  ])('runs in a folder %s, never as root', async (_, mode) => {
    await chmod(inFolder(), mode)
    const { url } = await open()
    expect((await stat(inHome('data', 'postmaster.pid'))).uid).not.toBe(0)
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('carries none of our environment', async () => {
    process.env['SMARTSHEET_ACCESS_TOKEN'] = 'hunter2'
    try {
      const { url } = await open()
      await query(url, `create table public.env (line text); copy public.env from program 'env'`)
      const rows = await query(url, 'select line from public.env')
      expect(rows.length).toBeGreaterThan(0)
      expect(JSON.stringify(rows)).not.toContain('hunter2')
    } finally {
      delete process.env['SMARTSHEET_ACCESS_TOKEN']
    }
  })
})

describe('what does not work is embedded_database, with what to do', () => {
  test('a lock file from before a crash of the machine does not matter', async () => {
    await (await open()).close()
    await writeFile(
      inHome('data', 'postmaster.pid'),
      `999999\n${inHome('data')}\n1700000000\n1\n\n127.0.0.1\n`,
    )
    expect(await query((await open()).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('data of another major version', async () => {
    await (await open()).close()
    await writeFile(inHome('data', 'PG_VERSION'), '15\n')
    await expect(open()).rejects.toMatchObject({
      code: 'embedded_database',
      message: expect.stringMatching(
        /written by PostgreSQL 15, the installed package is PostgreSQL \d+/,
      ) as string,
      remedy: expect.stringContaining('Move that folder away') as string,
    })
  })

  test('a password file that is gone', async () => {
    await (await open()).close()
    await rm(inHome('password'))
    await expect(open()).rejects.toMatchObject({ code: 'embedded_database' })
  })

  test('a server that cannot start says why', async () => {
    await (await open()).close()
    await writeFile(inHome('data', 'postgresql.auto.conf'), "shared_buffers = 'banana'\n")
    await expect(open()).rejects.toMatchObject({
      code: 'embedded_database',
      message: expect.stringContaining('invalid value for parameter "shared_buffers"') as string,
    })
  })

  test('a data folder that is a file', async () => {
    await writeFile(inFolder('file'), '')
    const opening = openEmbedded({ dataDir: inFolder('file'), logger: createLogger('silent') })
    await expect(opening).rejects.toMatchObject({ code: 'embedded_database' })
  })
})
