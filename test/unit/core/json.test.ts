import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../src/core/json.ts'

test('R13 the order of keys does not change the text, the order of a list does', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[2,1]}')
  expect(canonicalJson({ a: { c: 'x', d: null }, b: [1, 2] })).not.toBe(
    canonicalJson({ b: [2, 1], a: { d: null, c: 'x' } }),
  )
})

test('R3 null, empty text, zero, false and an absent field are five different things', () => {
  const texts = [{ a: null }, { a: '' }, { a: 0 }, { a: false }, {}].map(canonicalJson)
  expect(new Set(texts).size).toBe(5)
})

test('R13 canonical JSON is JSON of the same content', () => {
  const property = fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    const plain = JSON.parse(JSON.stringify(value)) as Json
    expect(JSON.parse(canonicalJson(plain))).toEqual(plain)
  })
  fc.assert(property)
})
