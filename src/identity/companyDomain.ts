import { domainToUnicode } from 'node:url'
import { companyDomain } from '../core/domain.ts'
import { foldedWords } from './names.ts'

/** Below this a name inside another says nothing: "art" is in "smart". */
const MIN_CONTAINED = 4

/** How a domain may spell the "and" of a folded name; and.com speaks of no Smith & Sons. */
const AND: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'e', 'en'])

/**
 * The domain that an email address lends to a company: none where the company has a name that the domain does
 * not speak of, because then the address may be an agency's or a former employer's.
 */
export function lentDomain(email: string, foldedName: string | null): string | null {
  const domain = companyDomain(email.slice(email.lastIndexOf('@') + 1))
  if (domain === null || foldedName === null) return domain
  return speaksOf(domain, foldedName) ? domain : null
}

function speaksOf(domain: string, foldedName: string): boolean {
  const label = foldedWords(domainToUnicode(domain).replace(/\..*/u, '')).join('')
  if (foldedName.split(' ').includes(label) && !AND.has(label)) return true
  // A folded name has "and" for the word of every language, and for "&".
  return ['', ...AND]
    .map((and) => foldedName.replaceAll(' and ', and).replaceAll(' ', ''))
    .some((name) => label === name || isPartOf(label, name) || isPartOf(name, label))
}

const isPartOf = (part: string, whole: string): boolean =>
  part.length >= MIN_CONTAINED && whole.includes(part)
