import { describe, expect, test } from 'vitest'
import { SyncError } from '../../../src/core/errors.ts'
import {
  databaseTrouble,
  describeTarget,
  isConflict,
  isConnectionLoss,
  isTransient,
  unavailable,
} from '../../../src/db/failure.ts'

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

describe('what trouble of the database is called', () => {
  test.each([
    ['53100', /disk of Postgres is full/],
    ['53200', /no memory left/],
    ['53400', /limit of its configuration/],
    ['25006', /point DATABASE_URL at the primary/],
    ['42501', /lacks a privilege/],
    ['57014', /took too long/],
    ['58030', /its own files/],
    ['XX001', /damaged data/],
    ['40001', /in the way, again and again/],
    ['55P03', /held a lock for too long/],
  ])('%s is database_refused, with what to do', (code, remedy) => {
    expect(databaseTrouble(failure(code))).toMatchObject({
      code: 'database_refused',
      message: `Postgres refused the work: refused (${code})`,
      remedy: expect.stringMatching(remedy) as string,
    })
  })

  test.each(['57P03', '53300', '08006', '25P03', 'ECONNREFUSED'])('%s is database_unavailable', (code) => {
    expect(databaseTrouble(failure(code))).toMatchObject({ code: 'database_unavailable' })
  })

  test.each(['23505', '42P01', 'ERR_ASSERTION', 'XYZ'])('%s is none of it', (code) => {
    expect(databaseTrouble(failure(code))).toBeNull()
  })

  test('R19 the details, which hold values of rows, are left out', () => {
    const full = Object.assign(failure('53100'), { detail: 'Key (email)=(ann@acme.example)', where: 'ann' })
    const { message, remedy } = databaseTrouble(full) ?? {}
    expect(`${message} ${remedy}`).not.toContain('ann')
  })

  test('of our own errors it says nothing', () => {
    expect(databaseTrouble(new SyncError('superseded', 'overtaken'))).toBeNull()
  })
})

test.each([
  ['40001', true],
  ['40P01', true],
  ['55P03', true],
  ['57P01', false],
  ['23505', false],
])('a transaction that fails with %s met another one: %s', (code, met) => {
  expect(isConflict(failure(code))).toBe(met)
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
