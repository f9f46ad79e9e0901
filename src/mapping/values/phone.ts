import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import type { PhoneValue } from '../record.ts'
import { halfWidth, withoutInvisible } from './clean.ts'
import type { ReadContext, Reader } from './reader.ts'
import { saidText } from './text.ts'

/** A comma without a space behind it may be a pause before an extension: only before a whole number. */
const SEPARATOR = /[;|\n]|,\s|,(?=[+(]?\d[\d\s().-]{5,})/
/** "Tel.: +49 30 901820 (office)": what says what kind of number it is. A fax is none to call. */
const LABEL =
  /^(?:tel|tél|telephone|téléphone|telefon|telefono|teléfono|telefone|telefoon|phone|ph|call|mobile|mobil|mobiel|móvil|movil|cell|cellulare|celular|portable|handy|office|work|home|main|direct|private|privat|mob|büro|buero|zentrale|t|m|p|o|h)\b[.:\s]*(?=[+(\d])/iu
const NOTE = /\s*\([^()\d]*\)$/

/** With room for an extension; longer texts are notes about phones. */
const MAX_PHONE = 100

/** Every phone number of a cell; national ones are read by `defaults.country`. */
export const readPhones =
  (label: PhoneValue['label']): Reader<PhoneValue[]> =>
  (cell, context) => {
    // A number's display may have thousands separators.
    const text = cell.value?.kind === 'number' ? String(cell.value.value) : saidText(cell, context.report)
    if (text === null) return null
    const parts = text.split(SEPARATOR).flatMap((part) => part.trim() || [])
    const phones = parts.flatMap((part) => splitAtSlash(part, context.defaults.country))
    return distinctPhones(phones.flatMap((phone) => onePhone(phone, label, context)))
  }

/** "030 / 901820" is one number, "030 901820 / 030 901821" are two. */
function splitAtSlash(text: string, country: string | undefined): string[] {
  const parts = text.split(/\s\/\s/).flatMap((part) => part.trim() || [])
  const [first, ...more] = parts
  if (first === undefined || more.length === 0) return parts
  return parsed(first, country) === null && parsed(text, country) !== null ? [text] : parts
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
  const number = parsed(raw, country)
  if (number !== null) return [{ raw, e164: number.number, countryCodeA2: number.country ?? null, label }]
  const kept = raw.length <= MAX_PHONE && raw.replace(/\D/g, '').length >= 3
  const hint =
    country === undefined && !raw.startsWith('+') ? '; set `defaults.country` for national numbers' : ''
  report('invalid_phone', `Not a valid phone number${kept ? '; it was kept as typed' : ''}${hint}.`)
  return kept ? [{ raw, e164: null, countryCodeA2: null, label }] : []
}

/** Null unless the text is one valid number, with nothing else than a word about it. */
function parsed(text: string, country: string | undefined): PhoneNumber | null {
  const plain = halfWidth(withoutInvisible(text)).replace(LABEL, '').replace(NOTE, '')
  const number = parsePhoneNumberFromString(plain.replace(/^00(?=[1-9])/, '+'), {
    ...(isCountry(country) ? { defaultCountry: country } : {}),
    extract: false,
  })
  return number?.isValid() ? number : null
}

const isCountry = (code: string | undefined): code is CountryCode =>
  code !== undefined && isSupportedCountry(code)
