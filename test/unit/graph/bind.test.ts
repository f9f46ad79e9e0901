import { expect, test } from 'vitest'
import { bind } from '../../../src/graph/bind.ts'

test('every name becomes a parameter, numbered as it first comes, with its value', () => {
  expect(bind('select :run, :tenant where x = :old_name', { tenant: 't', run: 7, old_name: null })).toEqual({
    text: 'select $1, $2 where x = $3',
    values: [7, 't', null],
  })
})

test('a name used twice is one parameter, and what the statement does not name is not sent', () => {
  expect(bind(':sheet || :tenant || :sheet', { tenant: 't', sheet: 's', full: false })).toEqual({
    text: '$1 || $2 || $1',
    values: ['s', 't'],
  })
})

test('a cast and a colon in a text are no names', () => {
  const statement = `select '{}'::jsonb, :keys::text[], value || ':', 'key: :1' from x`
  expect(bind(statement, { keys: [] })).toEqual({
    text: `select '{}'::jsonb, $1::text[], value || ':', 'key: :1' from x`,
    values: [[]],
  })
})

test('a name without a value is an error: it would be sent as null', () => {
  expect(() => bind('delete from x where tenant = :tennant', { tenant: 't' })).toThrow(
    'A statement has no value for :tennant.',
  )
  expect(() => bind('select :constructor', {})).toThrow(TypeError)
  expect(bind('select :note', { note: undefined }).values).toEqual([undefined])
})

test('a veiled name is a value that the planner does not look into', () => {
  expect(bind('x = :tenant and y = :note', { tenant: 't', note: 'n' }, { tenant: 'text' })).toEqual({
    text: 'x = (select $1::text) and y = $2',
    values: ['t', 'n'],
  })
})
