import { SyncError } from '../core/errors.ts'

/** Accounts, keys and ids belong to one region; a good key at another region's host looks invalid. */
export const REGION_BASE_URLS = {
  us: 'https://api.smartsheet.com/2.0',
  eu: 'https://api.smartsheet.eu/2.0',
  au: 'https://api.smartsheet.au/2.0',
  gov: 'https://api.smartsheetgov.com/2.0',
} as const

export type Region = keyof typeof REGION_BASE_URLS

export const isRegion = (value: string): value is Region => Object.hasOwn(REGION_BASE_URLS, value)

/** True for the hosts to which plain http may go: they never leave this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)

/**
 * Where requests go, without trailing slash: the override, else the region's host, else the US one.
 * Throws `invalid_configuration` for an unknown region and for an address that the key must not go to.
 */
export function resolveBaseUrl({
  region,
  baseUrl,
}: {
  region?: string | null | undefined
  baseUrl?: string | null | undefined
}): string {
  if (baseUrl) return checkedUrl(baseUrl)
  const name = region ?? 'us'
  if (!isRegion(name)) {
    throw new SyncError('invalid_configuration', `Unknown Smartsheet region "${name}".`, {
      remedy: `Use one of ${Object.keys(REGION_BASE_URLS).join(', ')}.`,
    })
  }
  return REGION_BASE_URLS[name]
}

function checkedUrl(text: string): string {
  const url = URL.parse(text)
  // The address is not repeated in the message: it may carry a user name and a password.
  const refuse = (reason: string): SyncError =>
    new SyncError('invalid_configuration', `The Smartsheet base URL ${reason}.`, {
      remedy: 'Give an https address such as https://api.smartsheet.com/2.0 (http for loopback hosts only).',
    })
  if (url === null) throw refuse('is not a URL')
  if (url.username !== '' || url.password !== '') throw refuse('must not carry a user name or password')
  if (url.search !== '' || url.hash !== '') throw refuse('must not carry a query or fragment')
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  if (!secure) throw refuse('is not https')
  return url.href.replace(/\/+$/, '')
}
