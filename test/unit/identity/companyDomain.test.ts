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
    ['smithandsons.com', 'Smith & Sons'],
    ['mulleretfils.fr', 'Müller & Fils'],
    ['rossiefigli.it', 'Rossi & Figli'],
    ['jansenenzonen.nl', 'Jansen & Zonen'],
    ['muellerundsoehne.de', 'Mueller & Soehne'],
    ['studioy.com', 'Studio Y'],
  ] as const) {
    expect(lent(domain, name)).toBe(domain)
  }
})

test('R6 a domain speaks of a name that is one of its words, all of it, or long enough to be no chance', () => {
  for (const [domain, name] of [
    ['ibm.com', 'IBM Deutschland GmbH'],
    ['ab.com', 'A B'],
    ['y.com', 'Y'],
    ['acme.com', 'Acmesoft'],
    ['acmesoft.com', 'Acme'],
    ['bücher.de', 'Bücher Müller'],
    ['acme.co.uk', 'Acme Ltd'],
  ] as const) {
    expect(lent(domain, name)).not.toBeNull()
  }
})

test('R6 what is short is in other names by chance', () => {
  for (const [domain, name] of [
    ['art.com', 'Smart Solutions'],
    ['smart.com', 'Art'],
    ['tel.com', 'Acme Telecom'],
    ['acme.com', 'Globex'],
    ['and.com', 'Smith & Brandt'],
  ] as const) {
    expect(lent(domain, name)).toBeNull()
  }
})

test('R6 the domain of an address is what stands behind its last "@"', () => {
  for (const address of ['sales/emea@acme.com', 'ann/@acme.com', '"a@b.de"@acme.com', 'ann@MAIL.acme.com']) {
    expect(lentDomain(address, null)).toBe('acme.com')
    expect(lentDomain(address, 'acme')).toBe('acme.com')
  }
})

test('R6 an address at a personal provider lends nothing, whatever the company is called', () => {
  expect(lent('gmail.com', 'Gmail')).toBeNull()
  expect(lentDomain('ann@gmail.com', null)).toBeNull()
})
