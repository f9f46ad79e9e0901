import { describe, expect, test } from 'vitest'
import { foldCompanyName, foldPersonName } from '../../../src/identity/names.ts'

/** The words of a list that do not do as the others. */
const except = (words: string, does: (word: string) => boolean): string[] =>
  words.split(' ').filter((word) => !does(word))

describe('a word for "and"', () => {
  const BEFORE: [string, string][] = [
    ['y', 'Hijo Hijos Hija Hijas Hermano Hermanos Hnos Sobrinos Asociados Socios'],
    ['e', 'Figlio Figli Figlie Fratelli Filho Filhos Filhas Irmão Irmãos Associados Associati'],
    ['en', 'Zoon Zonen Zn Dochter Dochters Partners'],
  ]

  test.each(BEFORE)('R6 is "%s" before what follows it in the name of a firm: %s', (and, words) => {
    const same = (word: string) =>
      foldCompanyName(`Rossi ${and} ${word}`) === foldCompanyName(`Rossi & ${word}`)
    expect(except(words, same)).toEqual([])
    expect(foldCompanyName(`Rossi ${and} Media`)).toBe(`rossi ${and} media`)
  })

  test('R6 is "and", "und" and "et" between any two words', () => {
    expect(except('and und et & AND Und', (and) => foldCompanyName(`A ${and} B`) === 'a and b')).toEqual([])
    expect(except('constructor toString', (word) => foldCompanyName(`A ${word} B`) !== 'a and b')).toEqual([])
  })
})

describe('a title', () => {
  const ADDRESSES = 'Mr Mrs Ms Miss Mx Sir Madam Herr Frau Mme Mlle Monsieur Madame'
  const DEGREES = 'Dr Prof Professor Doctor Dipl Dott Drs'
  const NAMES_TOO = 'Ing Ir Mag Rev Sig Sra Dra'

  test('R6 is no part of a full name, written with a full stop or without', () => {
    for (const dot of ['', '.']) {
      const left = (title: string) => foldPersonName(`${title}${dot} Max Müller`) === 'max muller'
      expect(except(`${ADDRESSES} ${DEGREES}`, left)).toEqual([])
    }
  })

  test('R6 that addresses somebody stays with a last name, a degree does not', () => {
    const stays = (title: string) => foldPersonName(`${title}. Müller`) === `${title} muller`.toLowerCase()
    expect(except(ADDRESSES, stays)).toEqual([])
    expect(except('Sig Sra', stays)).toEqual([])
    expect(except(DEGREES, (title) => foldPersonName(`${title}. Müller`) === 'muller')).toEqual([])
  })

  test('R6 that is a name, too, is a title only with a full stop or behind "Dipl"', () => {
    const left = (written: string) => foldPersonName(`${written} Max Müller`) === 'max muller'
    expect(except(NAMES_TOO, (title) => left(`${title}.`))).toEqual([])
    expect(except(NAMES_TOO, (title) => left(`Dipl.-${title}`))).toEqual([])
    expect(except(NAMES_TOO, (title) => left(`Dipl ${title}`))).toEqual([])
    expect(except(NAMES_TOO, (title) => left(`Dipl. - ${title}`))).toEqual([])
    expect(
      except(NAMES_TOO, (title) => foldPersonName(`${title} Chen`) === `${title} chen`.toLowerCase()),
    ).toEqual([])
    expect(foldPersonName('Ing Chen-Ming.')).toBe('ing chen ming')
    expect(foldPersonName('ing. chen')).toBe('chen')
  })
})
