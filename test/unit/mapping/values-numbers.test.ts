import { describe, expect, it } from 'vitest'
import { readCell } from './build.ts'

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
  ])('%j is %s (%s)', (cell, amount, currency) => {
    const { fields, codes } = readCell('opportunity', 'amount', cell)
    expect(fields).toMatchObject({ amount, max_amount: amount, currency })
    expect(codes).toEqual([])
  })

  it.each([['about 500'], ['TBD'], ['5-10k'], ['1,2,3'], [true], ['1.2.3,4,5']])(
    '%j is none (R5)',
    (cell) => {
      const { fields, codes } = readCell('opportunity', 'amount', cell)
      expect(fields).toMatchObject({ amount: null, max_amount: null, currency: null })
      expect(codes).toEqual(['invalid_number'])
    },
  )

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

describe('currencies', () => {
  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['US-Dollar', 'USD'],
    ['livre sterling', 'GBP'],
    ['Swiss Franc', 'CHF'],
  ])('%s is %s', (cell, code) => {
    expect(readCell('opportunity', 'currency', cell).fields['currency']).toBe(code)
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
  ])('%j is %i', (cell, rate) => {
    expect(readCell('opportunity', 'likelihoodRate', cell).fields['likelihood_rate']).toBe(rate)
  })

  it.each([
    ['140%', 'out_of_range'],
    [-5, 'out_of_range'],
    ['High', 'invalid_number'],
  ])('%j is left out as %s (R5)', (cell, code) => {
    const { fields, codes } = readCell('opportunity', 'likelihoodRate', cell)
    expect(fields['likelihood_rate']).toBeNull()
    expect(codes).toEqual([code])
  })
})

describe('dates', () => {
  it.each([
    [{ objectValue: { objectType: 'DATE', value: '2024-02-29' } }, '2024-02-29T00:00:00Z'],
    ['2024-03-05', '2024-03-05T00:00:00Z'],
    ['5.3.2024', '2024-03-05T00:00:00Z'],
    ['31/12/2024', '2024-12-31T00:00:00Z'],
    ['12/31/24', '2024-12-31T00:00:00Z'],
    ['5/5/2024', '2024-05-05T00:00:00Z'],
    ['5. März 2024', '2024-03-05T00:00:00Z'],
    ['March 5th, 2024', '2024-03-05T00:00:00Z'],
    ['5 de marzo de 2024', '2024-03-05T00:00:00Z'],
    ['05-Mar-2024', '2024-03-05T00:00:00Z'],
    ['2024-03-05T13:45:00', '2024-03-05T13:45:00Z'],
    ['2024-03-05T23:30:00-08:00', '2024-03-06T07:30:00Z'],
    ['31/12/2024 1:30 PM', '2024-12-31T13:30:00Z'],
    ['2024-03-05 00:15', '2024-03-05T00:15:00Z'],
  ])('%j is %s', (cell, date) => {
    const { fields, codes } = readCell('opportunity', 'closeDate', cell, { column: 'DATE' })
    expect(fields['estimated_closed_at']).toBe(date)
    expect(codes).toEqual([])
  })

  it.each([
    ['2024-02-30'],
    ['31.4.2024'],
    ['TBD'],
    ['next week'],
    [45000],
    ['3/4/2024'],
    ['2024-01-01T25:00'],
  ])('%j is no date that could be told (R5)', (cell) => {
    const { fields, codes } = readCell('opportunity', 'closeDate', cell)
    expect(fields['estimated_closed_at']).toBeNull()
    expect(codes).toEqual(['invalid_date'])
  })

  it.each([
    ['dmy', '2024-04-03T00:00:00Z'],
    ['mdy', '2024-03-04T00:00:00Z'],
  ])('3/4/2024 is read by defaults.dateOrder %s', (order, date) => {
    const defaults = `{ dateOrder: ${order} }`
    expect(readCell('opportunity', 'closeDate', '3/4/2024', { defaults }).fields['estimated_closed_at']).toBe(
      date,
    )
  })
})
