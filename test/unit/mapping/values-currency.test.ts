import { describe, expect, it } from 'vitest'
import { readCell } from './build.ts'

describe('currencies', () => {
  const currencyOf = (cell: string, currency?: string) =>
    readCell('opportunity', 'currency', cell, currency ? { defaults: `{ currency: ${currency} }` } : {})

  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['US-Dollar', 'USD'],
    ['livre sterling', 'GBP'],
    ['Swiss Franc', 'CHF'],
    ['Swiss francs', 'CHF'],
    ['Schweizer Franken', 'CHF'],
    ['Franken', 'CHF'],
    ['francs suisses', 'CHF'],
    ['Yen', 'JPY'],
    ['Rand', 'ZAR'],
    ['pounds', 'GBP'],
    ['pound sterling', 'GBP'],
    ['reais', 'BRL'],
    ['Real', 'BRL'],
    ['peso mexicano', 'MXN'],
    ['won', 'KRW'],
    ['yuan', 'CNY'],
    ['Indian rupees', 'INR'],
    ['kronor', 'SEK'],
    ['US dollars', 'USD'],
    ['CHF (Swiss)', 'CHF'],
    ['EUR - Euro', 'EUR'],
    ['USD $', 'USD'],
    ['AUD (Australian Dollar)', 'AUD'],
    ['MXN pesos', 'MXN'],
  ])('%s is %s', (cell, code) => {
    const { fields, codes } = currencyOf(cell)
    expect([fields['currency'], codes]).toEqual([code, []])
  })

  it.each([
    ['francs', 'CHF'],
    ['Rupees', 'INR'],
    ['pesos', 'MXN'],
    ['krona', 'SEK'],
    ['kroner', 'NOK'],
    ['lira', 'TRY'],
    ['dollars', 'CAD'],
  ])('%s, which several countries have, are %s where that is the default', (cell, currency) => {
    expect(currencyOf(cell, currency)).toMatchObject({ fields: { currency }, codes: [] })
    if (cell !== 'dollars') expect(currencyOf(cell, 'EUR').fields['currency']).toBeNull()
  })

  it('an amount in a currency of several countries is kept, but not in the default one', () => {
    const { fields, codes } = readCell('opportunity', 'amount', '500 francs', {
      defaults: '{ currency: EUR }',
    })
    expect(fields).toMatchObject({ amount: '500', currency: null })
    expect(codes).toEqual(['unknown_choice'])
  })
})
