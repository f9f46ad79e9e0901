import { describe, expect, test } from 'vitest'
import { SyncError } from '../../../src/core/errors.ts'
import { describeTarget, isConnectionLoss, isTransient, unavailable } from '../../../src/db/failure.ts'

const failure = (code: string) => Object.assign(new Error('refused'), { code })

describe('R17 what may succeed when it is done again', () => {
  test.each([
    '40001',
    '40P01',
    '55P03',
    '53300',
    '57P01',
    '57P03',
    '08006',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
  ])('%s is transient', (code) => {
    expect(isTransient(failure(code))).toBe(true)
  })

  test.each(['23505', '22001', '42P01', '57014', '28P01', 'ERR_ASSERTION'])('%s is not', (code) => {
    expect(isTransient(failure(code))).toBe(false)
  })

  test('a lost connection is known by its text where pg gives it no code', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true)
    expect(isTransient(new Error('The connection string is wrong'))).toBe(false)
  })

  test('of our own errors only database_unavailable is transient here', () => {
    expect(isTransient(new SyncError('database_unavailable', 'gone'))).toBe(true)
    expect(isTransient(new SyncError('database_newer', 'newer'))).toBe(false)
  })
})

test('a deadlock is transient, but the connection is not lost', () => {
  expect(isConnectionLoss(failure('40P01'))).toBe(false)
  expect(isConnectionLoss(failure('57P01'))).toBe(true)
})

test.each([
  ['postgres://user:hunter2@db.example:6432/crm?sslmode=require', 'db.example:6432/crm'],
  ['postgresql://db.example', 'db.example:5432/'],
  ['postgres:///crm?host=/var/run/postgresql', '/var/run/postgresql:5432/crm'],
])('R19 %s is shown as %s', (url, shown) => {
  expect(describeTarget(url)).toBe(shown)
})

test('every address that was tried is named, though the error that holds them says nothing', () => {
  const error = new AggregateError([new Error('refused at ::1'), new Error('refused at 127.0.0.1')])
  expect(unavailable('Cannot connect to', 'localhost:5432/crm', error).message).toBe(
    'Cannot connect to Postgres at localhost:5432/crm: refused at ::1; refused at 127.0.0.1',
  )
})
