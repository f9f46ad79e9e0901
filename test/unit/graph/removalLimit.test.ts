import { expect, test } from 'vitest'
import { removalLimit } from '../../../src/graph/removalLimit.ts'

test('R12 ten rows may go at once from any sheet, and a tenth of a large one', () => {
  expect([0, 1, 99, 100].map(removalLimit)).toEqual([10, 10, 10, 10])
  expect(removalLimit(200)).toBe(20)
  expect(removalLimit(5000)).toBe(500)
})
