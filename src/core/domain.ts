import { createRequire } from 'node:module'
import { domainToASCII } from 'node:url'
import { parse } from 'tldts'

// The package ships its list as JSON, without types.
const personalProviders = new Set(createRequire(import.meta.url)('email-providers/all.json') as string[])
// Listed by the package, but reserved by RFC 2606 for documentation, where they stand for companies.
for (const name of ['example.com', 'example.net', 'example.org']) personalProviders.delete(name)

/**
 * Sites where many companies have a page of their own under one domain. Hosts that give each customer a
 * sub-domain (wixsite.com, github.io, ...) are in the private section of the public suffix list already.
 */
const sharedSites = new Set(
  'facebook.com instagram.com linkedin.com x.com twitter.com xing.com youtube.com tiktok.com google.com github.com medium.com wordpress.com linktr.ee etsy.com yelp.com crunchbase.com'.split(
    ' ',
  ),
)

/** Not on the public suffix list, but what examples and tests are written with (RFC 2606). */
const reservedSuffixes = new Set(['example', 'test'])

/**
 * The registrable domain of a web address, host name or email domain by the public suffix list, lower case
 * and in ASCII form (punycode); null when there is none (an IP address, "localhost", a sentence).
 */
export function registrableDomain(input: string): string | null {
  const result = parse(input.trim(), { allowPrivateDomains: true, validateHostname: true })
  if (result.isIp || result.domain === null || result.publicSuffix === null) return null
  if (!result.isIcann && !result.isPrivate && !reservedSuffixes.has(result.publicSuffix)) return null
  return domainToASCII(result.domain.toLowerCase()) || null
}

/** gmail.com and the like: an address there says nothing about a company. */
export const isPersonalProvider = (domain: string): boolean => personalProviders.has(domain)

/** True where a domain is shared by many companies: a social network, or below a suffix that a host gives out. */
export function isHostingSite(domain: string): boolean {
  return sharedSites.has(domain) || parse(domain, { allowPrivateDomains: true }).isPrivate === true
}

/** The registrable domain if it can name one company, else null (design section 6). */
export function companyDomain(input: string): string | null {
  const domain = registrableDomain(input)
  return domain === null || isPersonalProvider(domain) || isHostingSite(domain) ? null : domain
}
