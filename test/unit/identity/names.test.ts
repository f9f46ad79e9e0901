import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldCompanyName, foldPersonName } from '../../../src/identity/names.ts'

describe('foldCompanyName', () => {
  test.each([
    [
      'acme',
      ['ACME', 'Acme, Inc.', 'Acme Corp', 'ACME Corporation', 'Acme Ltd.', 'acme  llc', 'Acme™ Co., Ltd'],
    ],
    ['muller', ['Müller GmbH', 'Muller GmbH & Co. KG', 'MÜLLER AG', 'Müller e.K.', 'Mu\u0308ller']],
    ['strasse', ['Straße UG (haftungsbeschränkt)', 'STRASSE KGaA']],
    ['rossi', ['Rossi S.r.l.', 'Rossi SRL', 'Rossi S.p.A.', 'Rossi s. p. a.']],
    ['perez', ['Pérez S.A. de C.V.', 'Perez S. de R.L. de C.V.', 'Pérez, S.L.', 'Pérez & Cía.']],
    ['jansen', ['Jansen B.V.', 'Jansen N.V.']],
    ['nokia', ['Nokia Oyj', 'Nokia Oy']],
    ['moller', ['Møller A/S', 'Moller AS', 'MØLLER ApS', 'Möller AB']],
    ['kowalski', ['Kowalski Sp. z o.o.', 'Kowalski sp. z o. o.', 'Kowalski S.A.']],
    ['novak', ['Novák s.r.o.', 'Novak d.o.o.', 'Novák spol. s r.o.']],
    ['nintendo', ['Nintendo K.K.', 'Nintendo Kabushiki Kaisha']],
    ['トヨタ自動車', ['トヨタ自動車株式会社', '株式会社トヨタ自動車', '(株)トヨタ自動車', '㈱トヨタ自動車']],
    ['삼성전자', ['삼성전자 주식회사', '(주)삼성전자', '삼성전자']],
    ['ромашка', ['ООО «Ромашка»', 'Ромашка']],
    ['telstra', ['Telstra Pty Ltd', 'Telstra Pty. Limited']],
    ['smith and sons', ['Smith & Sons Ltd', 'Smith and Sons', 'SMITH&SONS, INC']],
    ['oreilly', ["O'Reilly", 'O’Reilly']],
    ['jp morgan', ['J.P. Morgan', 'JP Morgan', 'J. P. Morgan & Co.']],
    ['plan b', ['Plan B S.A.', 'Plan B']],
    ['tiffany', ['Tiffany & Co.', 'Tiffany & Company', 'Tiffany and Co']],
    ['huber', ['Huber Ges.m.b.H.', 'Huber GesmbH', 'Huber Gesellschaft mit beschränkter Haftung']],
    ['dupont', ['Dupont S.à r.l.', 'Dupont Sàrl', 'Dupont SPRL', 'Dupont Société Anonyme']],
    ['silva', ['Silva Unipessoal Lda.', 'Silva LTDA - ME', 'Silva EIRELI']],
    ['bakker', ['Bakker BVBA', 'Bakker Besloten Vennootschap']],
    ['muller and sohne', ['Müller & Söhne GmbH', 'Müller und Söhne', 'Muller and Sohne']],
    ['perez and hijos', ['Pérez y Hijos, S.L.', 'Pérez & Hijos']],
    ['canal plus', ['Canal+', 'Canal Plus']],
  ])('R6 %s is one name in all its spellings', (folded, spellings) => {
    expect(spellings.map(foldCompanyName)).toEqual(spellings.map(() => folded))
  })

  test('R6 a name that is nothing but legal forms keeps one of them', () => {
    const names = ['Limited', 'Co', 'Company & Co.', 'AG', '株式会社', '& Co.', 'Und Co. KG']
    expect(names.map(foldCompanyName)).toEqual([
      ...['limited', 'co', 'company', 'ag', '株式会社', 'and', 'und'],
    ])
  })

  test('R6 a form inside or before the name is part of it', () => {
    expect(['AS Roma', 'SA Recycling', 'Limited Brands', 'AB InBev'].map(foldCompanyName)).toEqual([
      'as roma',
      'sa recycling',
      'limited brands',
      'ab inbev',
    ])
  })

  test('R6 a plus and a first or last word are part of the name', () => {
    const names = ['C++', 'C', 'Y Combinator', 'Big E', 'Et Cetera', 'Bed Et', 'Route 66+', ' +Simple']
    expect(names.map(foldCompanyName)).toEqual([
      ...['c plus plus', 'c', 'y combinator', 'big e', 'et cetera', 'bed et', 'route 66 plus', 'plus simple'],
    ])
  })

  test('R6 a plus between two names is a sign like others', () => {
    expect(['A + B', 'A+B', 'A +B', 'A-B', 'A/B Labs'].map(foldCompanyName)).toEqual([
      ...['a b', 'a b', 'a b', 'a b', 'ab labs'],
    ])
  })

  test('R6 letters that are no accented ones are typed as plain ones, too', () => {
    const names = ['Ærø', 'Œuvre', 'Møller', 'Łódź', 'Đorđe', 'Guðrún', 'Þór', 'Yıldız', 'Weiß', 'ŒUVRE']
    expect(names.map(foldCompanyName)).toEqual([
      ...['aero', 'oeuvre', 'moller', 'lodz', 'dorde', 'gudrun', 'thor', 'yildiz', 'weiss', 'oeuvre'],
    ])
  })

  test.each([
    [['Block E GmbH', 'Block Y GmbH', 'Block GmbH']],
    [['Studio E S.r.l.', 'Studio Y S.r.l.', 'Studio S.r.l.', 'Studio E.T. Co']],
    [['Gen Y Media', 'Gen E Media', 'Gen & Media']],
    [['block y media', 'block e media', 'block and media']],
    [['Block Y Cía', 'Block E Cia', 'Block & Cía']],
    [['Bed En BV', 'Bed BV', 'Bed Et SA', 'Bed Und GmbH']],
    [['Santé en Ville', 'Santé et Ville', 'Santé Ville']],
    [['Studio E.T. Media', 'Studio & Media']],
  ])('R6 letters that may be an "and" keep %j apart', (names) => {
    expect(new Set(names.map(foldCompanyName)).size).toBe(names.length)
  })

  test.each([
    ['muller and fils', ['Müller et Fils', 'Müller & Fils SARL', 'MULLER AND FILS']],
    ['jansen and zonen', ['Jansen en Zonen BV', 'Jansen & Zonen']],
    ['rossi and figli', ['Rossi e Figli S.r.l.', 'ROSSI E FIGLI', 'Rossi & Figli']],
    ['lombard', ['Lombard & Co', 'Lombard et Co.', 'Lombard en Co BV', 'Lombard und Co. KG']],
  ])('R6 "and" makes %s of all its spellings', (folded, spellings) => {
    expect(spellings.map(foldCompanyName)).toEqual(spellings.map(() => folded))
  })

  test('R6 marks that make other letters stay', () => {
    expect(foldCompanyName('ガス')).not.toBe(foldCompanyName('カス'))
  })

  test('R6 what has no letter or digit is no name', () => {
    expect(['-', '???', '', '  ', '🚀'].map(foldCompanyName)).toEqual([null, null, null, null, null])
  })

  test('R6 any text folds, and a folded name folds to itself', () => {
    const property = fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const folded = foldPersonName(name)
      expect(folded === null ? null : foldPersonName(folded)).toBe(folded)
      expect(() => foldCompanyName(name)).not.toThrow()
    })
    fc.assert(property)
  })
})

describe('foldPersonName', () => {
  test.each([
    [
      'zoe muller',
      ['Zoë Müller', 'ZOE MULLER', 'Dr. Zoë Müller', 'Frau Prof. Dr. Zoe Muller', 'zoe  müller'],
    ],
    ['jean luc obrien', ["Jean-Luc O'Brien", 'Jean Luc O’Brien', 'Mr Jean-Luc OBrien']],
    ['jurgen weiss', ['Jürgen Weiß', 'JÜRGEN WEISS']],
  ])('R6 %s is one name in all its spellings', (folded, spellings) => {
    expect(spellings.map(foldPersonName)).toEqual(spellings.map(() => folded))
  })

  test('R6 initials are no titles and no names', () => {
    const names = ['M.R. Smith', 'D. R. Smith', 'J.O. Smith', 'Jo Smith', 'Smith']
    expect(new Set(names.map(foldPersonName)).size).toBe(names.length)
    expect(foldPersonName('J.R.R. Tolkien')).toBe(foldPersonName('J R R Tolkien'))
  })

  test('R6 of a title and a last name only a form of address stays', () => {
    expect(
      ['Dr. Müller', 'Prof. Frau Müller', 'Frau Dr. Müller', 'Herr Frau Müller'].map(foldPersonName),
    ).toEqual(['muller', 'frau muller', 'frau muller', 'herr muller'])
  })

  test('R6 a title alone stays, and father and son stay two', () => {
    expect(['Dr.', 'Frau', 'Dr. Herr'].map(foldPersonName)).toEqual(['dr', 'frau', 'herr'])
    expect(foldPersonName('John Doe Jr.')).not.toBe(foldPersonName('John Doe'))
    expect(foldPersonName('—')).toBeNull()
  })
})
