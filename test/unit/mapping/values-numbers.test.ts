import { describe, expect, it } from 'vitest'
import { codes, fieldsOf, mapOne, readCell, type RawCell } from './build.ts'

describe('money', () => {
  it.each([
    [1234.5, '1234.5', null],
    ['$1,234.50', '1234.5', 'USD'],
    ['1.234,50 EUR', '1234.5', 'EUR'],
    ['1.234,50 €', '1234.5', 'EUR'],
    ['12k', '12000', null],
    ['€ 1.2M', '1200000', 'EUR'],
    ['2,5 Mio. €', '2500000', 'EUR'],
    ['1 234 567,89', '1234567.89', null],
    ["CHF 1'234'567.–", '1234567', 'CHF'],
    ['(1,000)', '-1000', null],
    ['-$5', '-5', 'USD'],
    ['1,00,000', '100000', null],
    ['1.234.567', '1234567', null],
    ['0.125', '0.125', null],
    ['500,-', '500', null],
    ['R$ 10,00', '10', 'BRL'],
    ['12k€', '12000', 'EUR'],
    [1e-7, '0.0000001', null],
    [0, '0', null],
    ['99999999999999999999.99', '99999999999999999999.99', null],
    ['12.34', '12.34', null],
    ['€99.99', '99.99', 'EUR'],
    ['1,23', '1.23', null],
    ['.5', '0.5', null],
    ['12,34,567.89', '1234567.89', null],
    ['1\u202f234,56\u00a0€', '1234.56', 'EUR'],
    ['１,２３４．５０', '1234.5', null],
    ['(1.234,50 €)', '-1234.5', 'EUR'],
    ['$-5', '-5', 'USD'],
    ['–5 €', '-5', 'EUR'],
    ['12.000.–', '12000', null],
    ['12.000,-- €', '12000', 'EUR'],
    ['Fr. 1’000.—', '1000', 'CHF'],
    ['Rs.500', '500', 'INR'],
    ['$1,234.50 CAD', '1234.5', 'CAD'],
    ['US$ 1,000 USD', '1000', 'USD'],
    ['12 TEUR', '12000', 'EUR'],
    ['2 milhões', '2000000', null],
    ['1 Milliarde', '1000000000', null],
    ['₹1.5 lakh', '150000', 'INR'],
  ])('%j is %s (%s)', (cell, amount, currency) => {
    const { fields, codes } = readCell('opportunity', 'amount', cell)
    expect(fields).toMatchObject({ amount, max_amount: amount, currency })
    expect(codes).toEqual([])
  })

  it.each([
    ['about 500'],
    ['TBD'],
    ['5-10k'],
    ['1,2,3'],
    [true],
    ['1.2.3,4,5'],
    ['~5k'],
    ['>10k'],
    ['10k+'],
    ['5k?'],
    ['#5'],
    ['5%'],
    [{ value: 0.425, displayValue: '42.5%' }],
    ['5-'],
    ['(5'],
    ['(-5)'],
    ['--5'],
    ['$5 EUR'],
    ['500/month'],
    ['2024 500'],
    ['12 345 67'],
    ['1e999'],
  ])('%j is none (R5)', (cell) => {
    const { fields, codes } = readCell('opportunity', 'amount', cell)
    expect(fields).toMatchObject({ amount: null, max_amount: null, currency: null })
    expect(codes).toEqual(['invalid_number'])
  })

  it('takes the currency of a number from its format', () => {
    const { fields } = readCell('opportunity', 'amount', { value: 1200, displayValue: '£1,200.00' })
    expect(fields).toMatchObject({ amount: '1200', currency: 'GBP' })
  })

  it('reads a bare dollar sign as the default currency if that is a dollar', () => {
    expect(
      readCell('opportunity', 'amount', '$5', { defaults: '{ currency: CAD }' }).fields['currency'],
    ).toBe('CAD')
    expect(readCell('opportunity', 'amount', '5', { defaults: '{ currency: CAD }' }).fields['currency']).toBe(
      'CAD',
    )
    expect(
      readCell('opportunity', 'amount', '$5', { defaults: '{ currency: EUR }' }).fields['currency'],
    ).toBe('USD')
  })

  it('keeps the amount in a currency that customerOS does not know', () => {
    const { fields, codes } = readCell('opportunity', 'amount', '500 PLN')
    expect(fields).toMatchObject({ amount: '500', currency: null })
    expect(codes).toEqual(['unknown_choice'])
  })
})

describe('an amount in a currency that customerOS does not know', () => {
  it.each([
    ['500 PLN'],
    ['500 Kč'],
    ['₽500'],
    ['kr 500'],
    [{ value: 500, displayValue: 'zł500' }],
    [{ value: 500, displayValue: 'kr 500' }],
  ])('%j is never one in the default currency (R5)', (cell) => {
    const { fields, codes } = readCell('opportunity', 'amount', cell, { defaults: '{ currency: EUR }' })
    expect(fields).toMatchObject({ amount: '500', currency: null })
    expect(codes).toEqual(['unknown_choice'])
  })

  const priced = (amount: RawCell, currency: RawCell) => {
    const mapping = `
entities: [{ type: opportunity, fields: { name: N, amount: A, currency: C } }]
defaults: { currency: EUR }`
    const row = mapOne(mapping, { N: '', A: '', C: '' }, { N: 'Deal', A: amount, C: currency })
    return [fieldsOf(row, 'Opportunity')['currency'], ...codes(row)]
  }

  it('has none either where a column of its own names it', () => {
    expect(priced(500, 'DKK')).toEqual([null, 'unknown_choice'])
    expect(priced(500, 'Danish krone')).toEqual([null, 'unknown_choice'])
  })

  it('has the default where the column says nothing', () => {
    expect(priced(500, null)).toEqual(['EUR'])
  })

  it.each([['TBD'], ['Yin'], ['NT$'], ['EUR or USD'], ['EUR/DKK'], ['USD €'], ['not EUR'], [true]])(
    'has none where the column says %j, which names no one currency (R5)',
    (typed) => {
      expect(priced(1000000, typed)).toEqual([null, 'unknown_choice'])
    },
  )

  it.each([
    ['Yen', 'JPY'],
    ['CHF (Swiss)', 'CHF'],
    ['francs', null],
    ['', 'EUR'],
  ])('with the currency %j is in %s', (typed, currency) => {
    expect(priced(1000000, typed)[0]).toBe(currency)
  })

  it('kroner are those of the default', () => {
    const { fields } = readCell('opportunity', 'amount', '500 kr', { defaults: '{ currency: SEK }' })
    expect(fields).toMatchObject({ amount: '500', currency: 'SEK' })
  })
})

describe('likelihood', () => {
  it.each([
    ['40%', 40],
    [0.4, 40],
    [40, 40],
    ['0,4', 40],
    [1, 100],
    [{ value: 0.01, displayValue: '1%' }, 1],
    ['1%', 1],
    [0, 0],
    [0.29, 29],
    ['33.4 %', 33],
    ['４０％', 40],
    ['40 Prozent', 40],
    ['40 per cento', 40],
    ['0.4%', 0],
    ['1', 100],
  ])('%j is %i', (cell, rate) => {
    expect(readCell('opportunity', 'likelihoodRate', cell).fields['likelihood_rate']).toBe(rate)
  })

  it.each([
    ['140%', 'out_of_range'],
    [-5, 'out_of_range'],
    ['High', 'invalid_number'],
    ['30-40%', 'invalid_number'],
    ['>50%', 'invalid_number'],
    ['50/50', 'invalid_number'],
    [{ value: 40, displayValue: '4000%' }, 'out_of_range'],
  ])('%j is left out as %s (R5)', (cell, code) => {
    const { fields, codes } = readCell('opportunity', 'likelihoodRate', cell)
    expect(fields['likelihood_rate']).toBeNull()
    expect(codes).toEqual([code])
  })
})
