import { describe, expect, it } from 'vitest'
import { DEAL_WORDS } from '../../../src/mapping/suggest/lexicon/deals.ts'
import { ENTITIES, type Synonyms } from '../../../src/mapping/suggest/lexicon/entities.ts'
import { FRAME_WORDS } from '../../../src/mapping/suggest/lexicon/frames.ts'
import { FOREIGN, NEUTRAL, SECOND } from '../../../src/mapping/suggest/lexicon/modifiers.ts'
import { OTHER_SHEETS, ROSTERS } from '../../../src/mapping/suggest/lexicon/otherSheets.ts'
import { PEOPLE_WORDS } from '../../../src/mapping/suggest/lexicon/people.ts'
import { PLACE_WORDS } from '../../../src/mapping/suggest/lexicon/places.ts'
import { ROW_WORDS } from '../../../src/mapping/suggest/lexicon/rows.ts'
import { wordsOf } from '../../../src/mapping/suggest/words.ts'

interface Phrase {
  meaning: string
  language: string
  text: string
  words: string
}

const phrasesOf = (meaning: string, synonyms: Synonyms): Phrase[] =>
  Object.entries(synonyms).flatMap(([language, list]) =>
    list.split(',').map((text) => ({ meaning, language, text: text.trim(), words: wordsOf(text).join(' ') })),
  )

const SAID: Record<string, Synonyms> = {
  ...ENTITIES,
  ...PEOPLE_WORDS,
  ...PLACE_WORDS,
  ...DEAL_WORDS,
  ...ROW_WORDS,
  ...FRAME_WORDS,
  NEUTRAL,
  SECOND,
  FOREIGN,
}
const said = Object.entries(SAID).flatMap(([meaning, synonyms]) => phrasesOf(meaning, synonyms))
/** Hints on the whole sheet; a word may be one beside its own meaning. */
const hints = [...phrasesOf('OTHER', OTHER_SHEETS), ...phrasesOf('ROSTER', ROSTERS)]

/** Of these the first meaning is meant (entities, then attributes, then modifiers); the other is of longer phrases. */
const FIRST_MEANT = new Set(
  `cloture previsione companhia interesado interessado interessato geschaft erwarteter_umsatz revenu_attendu
  revenu_prevu ingreso_esperado receita_esperada receita_prevista ricavi_previsti ricavo_previsto
  fatturato_previsto verwachte_opbrengst no_voie portal no_porta bestellung commande pedido factura algemeen
  kennzeichen nombre taille ingreso peso facturacion criado faturamento faturacao creato sonstige`.split(
    /\s+/,
  ),
)

const meaningsOf = (phrases: readonly Phrase[], language: string): Map<string, Set<string>> => {
  const meanings = new Map<string, Set<string>>()
  for (const phrase of phrases)
    if (phrase.language === language)
      meanings.set(phrase.words, (meanings.get(phrase.words) ?? new Set()).add(phrase.meaning))
  return meanings
}

describe('the words that titles are read by', () => {
  it.each(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'])('%s: none has two meanings by accident', (language) => {
    const twofold = [...meaningsOf(said, language)].filter(([, meanings]) => meanings.size > 1)
    const accidents = twofold
      .filter(([words]) => !FIRST_MEANT.has(words.replaceAll(' ', '_')))
      .map(([words, meanings]) => `${words}: ${[...meanings].join(' and ')}`)
    expect(accidents).toEqual([])
  })

  it('no phrase becomes a single word when articles and prepositions are dropped, unless that word is meant', () => {
    const alone = new Set(
      [...said, ...hints]
        .filter(({ text }) => !/\s/.test(text))
        .map(({ language, meaning, words }) => `${language} ${meaning} ${words}`),
    )
    const collapsed = [...said, ...hints].filter(({ text, words, language, meaning }) => {
      const single = /\s/.test(text) && !words.includes(' ')
      return single && language === 'en' && !alone.has(`${language} ${meaning} ${words}`)
    })
    expect(collapsed.map(({ text, words }) => `${text} -> ${words}`)).toEqual([])
  })

  it.each(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'])(
    '%s: what such a phrase becomes means nothing else',
    (language) => {
      const meanings = meaningsOf(said, language)
      const collapsed = said.filter(
        ({ text, words, language: own }) => own === language && /\s/.test(text) && !words.includes(' '),
      )
      const clashes = collapsed
        .filter(({ words }) => (meanings.get(words)?.size ?? 0) > 1 && !FIRST_MEANT.has(words))
        .map(({ text, words }) => `${text} -> ${words}`)
      expect(clashes).toEqual([])
    },
  )
})
