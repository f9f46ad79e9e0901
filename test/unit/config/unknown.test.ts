import { expect, test } from 'vitest'
import { unknownVariables } from '../../../src/config/unknown.ts'
import { variables } from '../../../src/config/variables.ts'

const KNOWN = Object.keys(variables)

test.each([
  ['SMARTSHEET_TOKEN', 'SMARTSHEET_ACCESS_TOKEN'],
  ['SMARTSHEET_API_KEY', 'SMARTSHEET_ACCESS_TOKEN'],
  ['SYNC_CONCURENCY', 'SYNC_CONCURRENCY'],
  ['SECRETS_KEYS', 'SECRETS_KEY'],
  ['RESYNC_ALL', 'RESYNC'],
  ['RUNONCE', 'RUN_ONCE'],
  ['DATABASE_URI', 'DATABASE_URL'],
])('%s can only be meant for us, and %s is suggested', (name, nearest) => {
  expect(unknownVariables([name], KNOWN)).toEqual([{ name, nearest }])
})

test.each(['HTTPS_PORT', 'RUN_ID', 'DATABASE_URL_REPLICA', 'PATH'])("%s is somebody else's", (name) => {
  expect(unknownVariables([name], KNOWN)).toEqual([])
})

test.each([
  'SMARTSHEET_SYNC_SERVICE_HOST',
  'SMARTSHEET_SYNC_SERVICE_PORT_HTTP',
  'SMARTSHEET_SYNC_PORT',
  'SMARTSHEET_SYNC_PORT_8080_TCP_ADDR',
])('%s is what Kubernetes sets for a service of our name', (name) => {
  expect(unknownVariables([name], KNOWN)).toEqual([])
})

test('DATABASE_URI beside DATABASE_URL is no slip of the pen', () => {
  expect(unknownVariables(['DATABASE_URI', 'DATABASE_URL'], KNOWN)).toEqual([])
})
