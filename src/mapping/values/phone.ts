import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { PhoneValue } from '../record.ts'
import type { ReadContext, Reader } from './reader.ts'
import { cellText } from './text.ts'

/** With room for an extension; longer texts are notes about phones. */
const MAX_PHONE = 100

/** Every phone number of a cell; national ones are read by `defaults.country`. */
export const readPhones =
  (label: PhoneValue['label']): Reader<PhoneValue[]> =>
  (cell, context) => {
    // A number's display may have thousands separators.
    const text = cell.value?.kind === 'number' ? String(cell.value.value) : cellText(cell, context.report)
    if (text === null) return null
    const parts = text.split(/[;|\n]|,\s|\s\/\s/).flatMap((part) => part.trim() || [])
    return distinctPhones(parts.flatMap((part) => onePhone(part, label, context)))
  }

export function distinctPhones(phones: readonly PhoneValue[]): PhoneValue[] | null {
  const distinct = new Map<string, PhoneValue>()
  for (const phone of phones) {
    const key = phone.e164 ?? phone.raw
    if (!distinct.has(key)) distinct.set(key, phone)
  }
  return distinct.size === 0 ? null : [...distinct.values()]
}

function onePhone(raw: string, label: PhoneValue['label'], { defaults, report }: ReadContext): PhoneValue[] {
  const country = defaults.country
  const parsed = parsePhoneNumberFromString(raw.replace(/^tel:/i, '').replace(/^00(?=[1-9])/, '+'), {
    ...(isCountry(country) ? { defaultCountry: country } : {}),
    extract: false,
  })
  if (parsed?.isValid()) return [{ raw, e164: parsed.number, countryCodeA2: parsed.country ?? null, label }]
  const kept = raw.length <= MAX_PHONE && raw.replace(/\D/g, '').length >= 3
  const hint =
    country === undefined && !raw.startsWith('+') ? '; set `defaults.country` for national numbers' : ''
  report('invalid_phone', `Not a valid phone number${kept ? '; it was kept as typed' : ''}${hint}.`)
  return kept ? [{ raw, e164: null, countryCodeA2: null, label }] : []
}

const isCountry = (code: string | undefined): code is CountryCode =>
  code !== undefined && isSupportedCountry(code)
