import { expect, test } from 'vitest'
import { lentDomain } from '../../../src/identity/companyDomain.ts'
import { foldCompanyName } from '../../../src/identity/names.ts'

const lent = (domain: string, name: string): string | null =>
  lentDomain(`ann@${domain}`, foldCompanyName(name))

test('R6 a word for "and" is no name that a domain could speak of', () => {
  for (const domain of ['and.com', 'et.com', 'und.de', 'y.com', 'e.com']) {
    expect(lent(domain, 'Smith & Sons')).toBeNull()
    expect(lent(domain, 'Block E GmbH')).toBeNull()
  }
})

test('R6 a domain may spell the "and" of a name in any language', () => {
  for (const [domain, name] of [
    ['perezyhijos.es', 'Pérez & Hijos'],
    ['smithsons.com', 'Smith & Sons'],
    ['muellerundsoehne.de', 'Mueller & Soehne'],
    ['studioy.com', 'Studio Y'],
  ] as const) {
    expect(lent(domain, name)).toBe(domain)
  }
})
