import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  companyDomain,
  isHostingSite,
  isPersonalProvider,
  registrableDomain,
} from '../../../src/core/domain.ts'

test.each([
  ['acme.com', 'acme.com'],
  [' HTTPS://WWW.Acme.COM/about?x=1#y ', 'acme.com'],
  ['ann@mail.acme.co.uk', 'acme.co.uk'],
  ['http://user:secret@shop.acme.com.au:8080/', 'acme.com.au'],
  ['acme.com.', 'acme.com'],
  ['müller.de', 'xn--mller-kva.de'],
  ['www.xn--mller-kva.de', 'xn--mller-kva.de'],
  ['acme.example', 'acme.example'],
])('R6 %s belongs to the registrable domain %s', (input, domain) => {
  expect(registrableDomain(input)).toBe(domain)
})

test.each([
  '',
  'localhost',
  '127.0.0.1',
  'http://[::1]/',
  'co.uk',
  'Acme Incorporated',
  'acme.notatld',
  'n/a',
  '-',
])('R6 "%s" has no registrable domain', (input) => {
  expect(registrableDomain(input)).toBeNull()
})

test('R6 a personal provider names no company, the reserved example domains do', () => {
  expect(
    ['gmail.com', 'gmx.de', 'outlook.com', 'yahoo.co.uk', 'qq.com'].filter(isPersonalProvider),
  ).toHaveLength(5)
  expect(['acme.com', 'example.com', 'example.org'].filter(isPersonalProvider)).toEqual([])
})

test('R6 a hosting site names no company', () => {
  expect(['facebook.com', 'linkedin.com', 'acme.github.io', 'acme.blogspot.com'].every(isHostingSite)).toBe(
    true,
  )
  expect(isHostingSite('acme.com')).toBe(false)
})

test('R6 the domain of a company is registrable, and neither a provider nor a hosting site', () => {
  expect(companyDomain('https://www.acme.com')).toBe('acme.com')
  expect(
    ['ann@gmail.com', 'https://linkedin.com/in/ann', 'acme.github.io', 'n/a'].map(companyDomain),
  ).toEqual([null, null, null, null])
})

test('R5 no text makes it throw, and a domain is its own domain', () => {
  const property = fc.property(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.emailAddress()),
    (input) => {
      const domain = registrableDomain(input)
      expect(domain === null ? null : registrableDomain(domain)).toBe(domain)
    },
  )
  fc.assert(property)
})
