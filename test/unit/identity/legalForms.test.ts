import { describe, expect, test } from 'vitest'
import {
  AFTER_NO_FORM,
  ATTACHED_FORMS,
  LEADING_FORMS,
  LEGAL_FORMS,
} from '../../../src/identity/legalForms.ts'
import { foldCompanyName, foldedWords } from '../../../src/identity/names.ts'

/** Legal forms as the people of a country write them. */
const SPELLINGS: Record<string, string[]> = {
  'English-speaking countries': [
    ...['Inc.', 'Incorporated', 'Corp.', 'Corporation', 'Co.', 'Company', 'Ltd.', 'Limited', 'L.L.C.', 'LLP'],
    ...['L.P.', 'P.L.C.', 'PLLC', 'LLLP', 'Public Limited Company', 'Unlimited Company', 'PBC'],
    ...['Public Benefit Corporation', 'Pty'],
  ],
  'India and South-East Asia': ['Pvt.', 'Private Limited', 'Pte.', 'Bhd.', 'Berhad', 'Sdn.', 'Tbk'],
  'Germany, Austria': [
    ...['GmbH', 'gGmbH', 'mbH', 'Gesellschaft mbH', 'GesmbH', 'Ges.m.b.H.', 'AG', 'Aktiengesellschaft', 'KG'],
    ...['Gesellschaft mit beschränkter Haftung', 'KGaA', 'OHG', 'GbR', 'UG', '(haftungsbeschränkt)', 'e.K.'],
    ...['e.V.', 'eG', 'SE', 'PartG', 'PartGmbB'],
  ],
  'the Netherlands, Belgium': [
    ...['B.V.', 'N.V.', 'V.O.F.', 'BVBA', 'CVBA', 'VZW', 'ASBL', 'SPRL', 'SCRL'],
    ...['Besloten Vennootschap', 'Naamloze Vennootschap'],
  ],
  France: ['S.A.', 'Société Anonyme', 'S.A.S.', 'SASU', 'SARL', 'S.à r.l.', 'EURL', 'S.N.C.', 'SCOP', 'SCA'],
  'Italy, Ticino': ['S.r.l.', 'S.r.l.s.', 'S.p.A.', 'S.a.p.a.', 'Società per Azioni', 'Sagl'],
  'Spain, Mexico': [
    ...[
      'S.L.',
      'S.L.U.',
      'S.L.P.',
      'S.A.U.',
      'Sociedad Limitada',
      'Sociedad Anónima',
      'Cía.',
      'S.A. de C.V.',
    ],
    ...['S.A.B. de C.V.', 'S.A.P.I. de C.V.', 'S. de R.L.', 'S. de R.L. de C.V.', 'S.A.S. de C.V.'],
  ],
  'Portugal, Brazil': [
    ...['Ltda.', 'Lda.', 'EIRELI', 'Unipessoal, Lda.', 'LTDA - ME', 'Ltda. EPP', 'EIRELI - ME'],
  ],
  'the North, the Baltic': [
    ...[
      'Oy',
      'Oyj',
      'AB',
      'Abp',
      'A/S',
      'ASA',
      'ApS',
      'IVS',
      'hf.',
      'ehf.',
      'K/S',
      'ANS',
      'OÜ',
      'UAB',
      'SIA',
    ],
  ],
  'Central and Eastern Europe': [
    ...[
      's.r.o.',
      'spol. s.r.o.',
      'spol. s r.o.',
      'd.o.o.',
      'j.d.o.o.',
      'DOOEL',
      'd.d.',
      'Kft.',
      'Zrt.',
      'Nyrt.',
    ],
    ...['OOD', 'EOOD', 'EAD', 'Sp. zoo', 'Sp. z o.o.', 'Spzoo', 'sp. j.', 'sp. k.', 'P.S.A.', 'JSC', 'OJSC'],
    ...['PJSC'],
  ],
  'the Middle East': ['W.L.L.', 'FZE', 'FZCO', 'FZ-LLC', 'PSC'],
  Japan: ['K.K.', 'G.K.', 'Y.K.', 'Kabushiki Kaisha', 'Kabushiki Gaisha', 'Godo Kaisha'],
}

describe('a legal form behind a name', () => {
  test.each(Object.entries(SPELLINGS))('R6 is no part of it in %s', (_, spellings) => {
    expect(spellings.filter((form) => foldCompanyName(`Acme Widgets ${form}`) !== 'acme widgets')).toEqual([])
  })

  test('R6 is one that people really write: the tests have a spelling of each', () => {
    const known = Object.values(SPELLINGS).flat()
    expect([...new Set(known.map((form) => foldedWords(form).join(' ')))].sort()).toEqual(
      [...LEGAL_FORMS].sort(),
    )
  })

  // Each is also a word: "Delta Ag" is about agriculture, "Ad Astra Sau" about nothing.
  const ALSO_WORDS =
    'A.B. A.G. A.S. ASA D.D. d.o.o. EAD e.G. e.K. e.V. GK h.f. K.K. K.S. L.P. N.V. OÜ PSA PSC S.A. SAS SAU SCA SE SIA S.L. SNC S.p.A. UAB YK'

  test('R6 is part of it before another form, where it is a word too', () => {
    const words = ALSO_WORDS.split(' ')
    expect(words.map((word) => foldCompanyName(`Delta ${word} Ltd`))).toEqual(
      words.map((word) => `delta ${foldedWords(word).join('')}`),
    )
    expect(words.map((word) => foldedWords(word).join('')).sort()).toEqual([...AFTER_NO_FORM].sort())
  })

  test('R6 is no part of it before another form, where it is nothing else', () => {
    for (const form of ['GmbH', 'Inc.', 'Oy', 'B.V.', 'Pty', 'Sdn.'])
      expect(foldCompanyName(`Delta ${form} Ltd`)).toBe('delta')
    expect(foldCompanyName('Delta AG & Co. KG')).toBe('delta')
    expect(foldCompanyName('Delta AG Co. KG')).toBe('delta ag')
  })

  test('R6 is part of it where it is written like a word', () => {
    const words = [
      ...'Ag As Asa Dd Doo Ead Eg Ek Ev Gk Hf Kk Ks Lp Ou Psa Psc Sau Sca Se Sia Spa Uab Yk'.split(' '),
      ...'EV ev EG eg'.split(' '),
    ]
    expect(words.map((word) => foldCompanyName(`Delta ${word}`))).toEqual(
      words.map((word) => `delta ${word.toLowerCase()}`),
    )
    expect(foldCompanyName('Plan A/B')).toBe('plan ab')
    expect(foldCompanyName('Delta Spas')).toBe('delta spas')
    expect(['Delta, Spa', 'Spa (Delta)', 'Delta-Spa'].map(foldCompanyName)).toEqual([
      'delta spa',
      'spa delta',
      'delta spa',
    ])
  })
})

describe('a legal form before a name', () => {
  test('R6 is no part of it in Russia and Ukraine, in both alphabets', () => {
    const forms = ['ООО', 'ОАО', 'ПАО', 'ЗАО', 'АО', 'ТОВ', 'OOO', 'OAO']
    expect(forms.filter((form) => foldCompanyName(`${form} «Ромашка»`) !== 'ромашка')).toEqual([])
    expect(forms.map((form) => form.toLowerCase()).sort()).toEqual([...LEADING_FORMS].sort())
    expect(foldCompanyName('ООО')).toBe('ооо')
    expect(foldCompanyName('ООО ТОВ Ромашка')).toBe('ромашка')
  })

  test('R6 is no part of it before quotation marks, where it is a word else', () => {
    const quotes = ['"Rimi"', '“Rimi”', '”Rimi”', '„Rimi“', '«Rimi»', '»Rimi«', '‘Rimi’', '’Rimi’', "'Rimi'"]
    for (const form of ['UAB', 'SIA', 'PAO', 'ZAO', 'sia'])
      expect(quotes.filter((name) => foldCompanyName(`${form} ${name}`) !== 'rimi')).toEqual([])
    expect(['  SIA"Rimi"', 'SIA Rimi', 'SIA Rimi "Plus"', 'Old SIA "Rimi"'].map(foldCompanyName)).toEqual([
      'rimi',
      'sia rimi',
      'sia rimi plus',
      'old sia rimi',
    ])
  })
})

describe('an East Asian legal form', () => {
  const FORMS =
    '株式会社 有限会社 合同会社 股份有限公司 有限责任公司 有限責任公司 有限公司 주식회사 유한회사'.split(' ')

  test.each(FORMS)('R6 %s is no part of the name before or behind it, with a space or without', (form) => {
    for (const name of [`${form}ソニー`, `ソニー${form}`, `${form} ソニー`, `ソニー ${form}`])
      expect(foldCompanyName(name)).toBe('ソニー')
    expect(foldCompanyName(`日本${form}銀行`)).toBe(`日本${form}銀行`.normalize('NFKC'))
    expect(foldCompanyName(form)).not.toBeNull()
  })

  test('R6 is one that the tests have a name for', () => {
    expect([...ATTACHED_FORMS].sort()).toEqual([...FORMS].sort())
  })

  test.each(['㈱', '(株)', '（株）', '㈲', '(有)', '（有）', '㈜', '(주)', '（주）', '(유)', '（유）'])(
    'R6 is no part of the name as %s either, and parts words',
    (short) => {
      expect([`${short}ソニー`, `ソニー${short}`].map(foldCompanyName)).toEqual(['ソニー', 'ソニー'])
      expect(foldCompanyName(`東京${short}大阪`)).toMatch(/^東京 .+ 大阪$/u)
    },
  )

  test('R6 is what its abbreviation stands for', () => {
    const pairs = [
      ['株式会社', '㈱', '(株)'],
      ['有限会社', '㈲', '(有)'],
      ['주식회사', '㈜', '(주)'],
      ['유한회사', '(유)'],
    ]
    for (const [form, ...shorts] of pairs)
      for (const short of shorts) expect(foldCompanyName(`A ${short} B`)).toBe(foldCompanyName(`A ${form} B`))
    expect(foldCompanyName('(株)ソニー (株)東京')).toBe(foldCompanyName('株式会社 ソニー 株式会社 東京'))
  })
})
