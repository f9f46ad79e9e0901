/** What customerOS knows (reference customeros-model.md section 5). */
export const CURRENCIES = [
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'CNY',
  'EUR',
  'GBP',
  'HKD',
  'INR',
  'JPY',
  'KRW',
  'MXN',
  'NOK',
  'NZD',
  'RON',
  'SEK',
  'SGD',
  'TRY',
  'USD',
  'ZAR',
] as const
export type Currency = (typeof CURRENCIES)[number]

export const isCurrency = (code: string): code is Currency => (CURRENCIES as readonly string[]).includes(code)
