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
  const label = foldedWords(domainToUnicode(domain).split('.')[0] ?? '').join('')
  // A folded name has "and" for the word of every language, and for "&".
  return [' ', ...[...AND].map((word) => ` ${word} `)].some((and) =>
    contained(label, foldedName.replaceAll(' and ', and)),
  )
}

function contained(label: string, foldedName: string): boolean {
  const words = foldedName.split(' ')
  const name = words.join('')
  if (label === name || (words.includes(label) && !AND.has(label))) return true
  const [short, long] = label.length < name.length ? [label, name] : [name, label]
  return short.length >= MIN_CONTAINED && long.includes(short)
}
