import { describe, expect, it } from 'vitest'
import { readCell } from './build.ts'

describe('phones', () => {
  it.each([
    ['+1 202-456-1111', {}, { e164: '+12024561111', countryCodeA2: 'US' }],
    ['030 901820', { defaults: '{ country: DE }' }, { e164: '+4930901820', countryCodeA2: 'DE' }],
    ['0049 30 901820', {}, { e164: '+4930901820', countryCodeA2: 'DE' }],
    [
      { value: 4930901820, displayValue: '4,930,901,820' },
      { defaults: '{ country: DE }' },
      { e164: '+4930901820' },
    ],
  ])('%j is read with the country of the mapping', (cell, options, phone) => {
    const { fields, codes } = readCell('contact', 'phone', cell, options)
    expect(fields['phones']).toMatchObject([phone])
    expect(codes).toEqual([])
  })

  it.each([
    ['Tel.: +49 30 901820', ['+4930901820']],
    ['tel:+49-30-901820', ['+4930901820']],
    ['+49 30 901820 (office)', ['+4930901820']],
    ['mobile: +491711234567, office: +4930901820', ['+491711234567', '+4930901820']],
    ['\u202a+49 30 901820\u202c', ['+4930901820']],
    ['＋４９ ３０ ９０１８２０', ['+4930901820']],
    ['030 / 901820', ['+4930901820']],
    ['030 901820 / 030 901821', ['+4930901820', '+4930901821']],
    ['030 901820,030 901821', ['+4930901820', '+4930901821']],
    ['Fax: +49 30 901820', [null]],
    ['4.93E+09', [null]],
  ])('%j is %j', (cell, numbers) => {
    const { fields, codes } = readCell('contact', 'phone', cell, { defaults: '{ country: DE }' })
    expect(fields['phones']).toMatchObject(numbers.map((e164) => ({ e164 })))
    expect(codes).toEqual(numbers.some((one) => one === null) ? ['invalid_phone'] : [])
  })

  it('several in a cell are trimmed, whatever stands between them', () => {
    const { fields } = readCell(
      'contact',
      'phone',
      ' +1 202-456-1111 , +49 30 901820 ;+44 20 7946 0958 / 030 1 ',
    )
    const raw = ['+1 202-456-1111', '+49 30 901820', '+44 20 7946 0958', '030 1']
    expect(fields['phones']).toMatchObject(raw.map((one) => ({ raw: one })))
  })

  it('keeps a number that is none as typed, with a warning', () => {
    const { fields, codes } = readCell('contact', 'phone', '12345 ext 6')
    expect(fields['phones']).toEqual([{ raw: '12345 ext 6', e164: null, countryCodeA2: null, label: 'WORK' }])
    expect(codes).toEqual(['invalid_phone'])
    expect(readCell('contact', 'phone', 'n/a').fields['phones']).toBeNull()
  })
})
