import { describe, expect, test } from 'vitest'
import { failing } from '../../support/failing.ts'
import { REGION_BASE_URLS, resolveBaseUrl } from '../../../src/smartsheet/regions.ts'

describe('resolveBaseUrl', () => {
  test('each region has its own host, the US one is the default', () => {
    expect(resolveBaseUrl({})).toBe('https://api.smartsheet.com/2.0')
    for (const [region, url] of Object.entries(REGION_BASE_URLS)) expect(resolveBaseUrl({ region })).toBe(url)
  })

  test('a base URL overrides the region, without its trailing slashes', () => {
    expect(resolveBaseUrl({ region: 'eu', baseUrl: 'https://proxy.example/2.0//' })).toBe(
      'https://proxy.example/2.0',
    )
  })

  test.each([
    'http://localhost:3000/2.0',
    'http://127.0.0.1:1/2.0',
    'http://127.8.8.8/2.0',
    'http://[::1]:80/2.0',
  ])('R19 plain http is allowed for the loopback host of %s', (baseUrl) => {
    expect(resolveBaseUrl({ baseUrl })).toMatch(/^http:/)
  })

  test.each([
    'http://api.smartsheet.com/2.0',
    'http://127.0.0.1.example/2.0',
    'http://localhost.example/2.0',
    'http://10.0.0.1/2.0',
    'ftp://localhost/2.0',
    'https://user:secret@proxy.example/2.0',
    'https://proxy.example/2.0?key=secret',
    'not a url',
  ])('R19 %s is refused, and not repeated in the message', (baseUrl) => {
    expect(() => resolveBaseUrl({ baseUrl })).toThrow(failing('invalid_configuration'))
    expect(() => resolveBaseUrl({ baseUrl })).not.toThrow(/secret/)
  })

  test('an unknown region is refused by name, inherited names too', () => {
    for (const region of ['uk', 'toString', ''])
      expect(() => resolveBaseUrl({ region })).toThrow(/Unknown Smartsheet region/)
  })
})
