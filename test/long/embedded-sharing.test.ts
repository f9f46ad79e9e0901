import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import {
  inFolder,
  isRunning,
  members,
  open,
  openElsewhere,
  query,
  serverPid,
  useEmbeddedFolder,
} from '../support/embedded.ts'

useEmbeddedFolder()

test('processes share one server, and the last to leave stops it', async () => {
  const here = await open()
  const there = await openElsewhere()
  expect(there.url).toBe(here.url)
  await here.close()
  expect(await query(there.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await there.leave()
  expect(await isRunning()).toBe(false)
})

test('processes that all start at once on an empty folder end up with one server and no rests', async () => {
  const all = await Promise.all([open(), open(), open(), openElsewhere()])
  expect(new Set(all.map((one) => one.url)).size).toBe(1)
  expect(await readdir(inFolder())).toEqual(['postgres'])
})

test('processes that come and go never meet a server that another one is stopping', async () => {
  await (await open()).close()
  const visit = async () => {
    for (let round = 0; round < 4; round += 1) {
      const embedded = await open()
      expect(await query(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await embedded.close()
    }
  }
  await Promise.all([visit(), visit(), visit()])
  expect(await isRunning()).toBe(false)
})

test('the others survive the kill -9 of the one that started it, who counts no longer', async () => {
  const starter = await openElsewhere()
  const here = await open()
  await starter.kill()
  expect(await query(here.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await expect.poll(() => members(here.url)).toBe(1)
  await here.close()
  expect(await isRunning()).toBe(false)
})

test('a new process takes over the server of one that was killed alone', async () => {
  const starter = await openElsewhere()
  const pid = await serverPid()
  await starter.kill()
  const here = await open()
  expect(await serverPid()).toBe(pid)
  await expect.poll(() => members(here.url)).toBe(1)
  await here.close()
  expect(await isRunning()).toBe(false)
})

test('the server is started again at the same address when it crashed', async () => {
  const { url, close } = await open()
  process.kill(await serverPid(), 'SIGKILL')
  await expect
    .poll(() => query(url, 'select 1 as one').catch(() => []), { timeout: 20_000 })
    .toEqual([{ one: 1 }])
  await close()
  expect(await isRunning()).toBe(false)
})
