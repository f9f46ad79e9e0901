import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBody } from '../../../src/smartsheet/body.ts'

const parse = (text: string): unknown => parseBody(new TextEncoder().encode(text))

test('R4 integers beyond 2^53 keep their digits, as strings', () => {
  const ids =
    '{"id":9999562009782148,"cells":[9223372036854775807, -9007199254740993],"n":\n12345678901234567890}'
  expect(parse(ids)).toEqual({
    id: '9999562009782148',
    cells: ['9223372036854775807', '-9007199254740993'],
    n: '12345678901234567890',
  })
})

test('R4 safe integers, decimals and exponents stay numbers, text stays text', () => {
  const text =
    '{"id":7719639380715396,"max":9007199254740991,"d":0.30000000000000004,"e":1e20,"s":"12345678901234567890","t":"a: 12345678901234567890"}'
  expect(parse(text)).toEqual(JSON.parse(text))
})

test('R4 whatever JSON it is, nothing but unsafe integers differs from JSON.parse', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parse(text)).toEqual(
        JSON.parse(text, (_key, value: unknown): unknown =>
          typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
            ? expect.anything()
            : value,
        ),
      )
    }),
  )
})

test('a byte order mark is passed over, bytes that are not UTF-8 are refused', () => {
  expect(parse('\ufeff{"a":1}')).toEqual({ a: 1 })
  expect(() => parseBody(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(TypeError)
})
