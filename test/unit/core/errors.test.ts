import { expect, test } from 'vitest'
import { ERRORS, isSyncError, messageOf, SyncError } from '../../../src/core/errors.ts'

test('an expected failure says what to do, in the words of its code unless told better ones', () => {
  expect(new SyncError('no_access', 'No access to the sheet.').remedy).toBe(ERRORS.no_access.remedy)
  expect(new SyncError('no_access', 'No access.', { remedy: 'Ask Ann.' }).remedy).toBe('Ask Ann.')
})

test('an expected failure carries its cause only where there is one', () => {
  expect('cause' in new SyncError('usage', 'No.')).toBe(false)
  const cause = new Error('why')
  expect(new SyncError('usage', 'No.', { cause }).cause).toBe(cause)
})

test('expected failures are told from defects', () => {
  expect([new SyncError('usage', 'No.'), new Error('No.'), 'No.', null].map(isSyncError)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('whatever was thrown has a message', () => {
  expect([new Error('broken'), 'text', undefined].map(messageOf)).toEqual(['broken', 'text', 'undefined'])
})

test('every remedy is a sentence', () => {
  const remedies = Object.values(ERRORS).map(({ remedy }) => remedy)
  expect(remedies.filter((remedy) => !/^[A-Z].*\.$/.test(remedy))).toEqual([])
})
