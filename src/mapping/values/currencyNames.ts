import { foldText } from './clean.ts'
import { type Currency, CURRENCIES } from './currencyCodes.ts'
import { NAME_LANGUAGES } from './languages.ts'

/** What people call a currency beside its full name, where it is the only one of that name. */
const SHORT: Readonly<Partial<Record<Currency, string>>> = {
  EUR: 'euro, euros, eur',
  GBP: 'pound, pounds, sterling, pfund, british pounds, uk pounds, pound sterling, pounds sterling, livres sterling, lira sterlina, lire sterline',
  JPY: 'yen, yens, yenes, ienes, iene',
  ZAR: 'rand, rands',
  CHF: 'franken, swiss francs, sfr, franco suizo, francos suizos, franco suiço, francos suíços, zwitserse frank',
  BRL: 'real, reais, reales, réal, reals',
  MXN: 'peso mexicano, pesos mexicanos, mexican pesos, mexikanische pesos, pesos mexicains, messicani pesos',
  KRW: 'won',
  CNY: 'yuan, yuans, yuanes, renminbi, rmb',
  INR: 'indian rupees, rupias indias, rupias indianas',
  SEK: 'kronor, svenska kronor, swedish kronor',
  NOK: 'norske kroner, norwegian kroner',
  TRY: 'turkish liras, türk lirası',
}

/** Names that several countries have: read where the default is one of theirs, for nobody else tells. */
const OF_DEFAULT: Readonly<Partial<Record<Currency, string>>> = {
  CHF: 'franc, francs, franco, francos, franchi, frank',
  INR: 'rupee, rupees, rupie, rupien, roupie, roupies, rupia, rupias, roepie',
  MXN: 'peso, pesos',
  NOK: 'krone, kroner, kronen, couronne, couronnes, corona, coronas, corone',
  SEK: 'krona, krone, kronen, couronne, couronnes, corona, coronas, corone',
  TRY: 'lira, liras, lire',
}

const table = (names: Readonly<Partial<Record<Currency, string>>>): [string, Currency][] =>
  CURRENCIES.flatMap((code) =>
    (names[code] ?? '').split(',').flatMap((name): [string, Currency][] => {
      const folded = foldText(name)
      return folded === '' ? [] : [[folded, code]]
    }),
  )

let names: ReadonlyMap<string, Currency> | undefined

/** "euro", "US-Dollar", "livres sterling", "yen": as the languages of the corpus call them. */
export function currencyByName(name: string): Currency | undefined {
  names ??= new Map([
    ...NAME_LANGUAGES.flatMap((language) => CURRENCIES.flatMap((code) => fullNames(language, code))),
    ...table(SHORT),
  ])
  return names.get(foldText(name))
}

/** "US Dollar", "1 US dollar", "5 US dollars" without the number. */
function fullNames(language: string, code: Currency): [string, Currency][] {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'name',
  })
  const counted = [1, 5].map(
    (count) => format.formatToParts(count).find(({ type }) => type === 'currency')?.value ?? code,
  )
  const title = new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? code
  return [title, ...counted].map((name) => [foldText(name), code])
}

let shared: ReadonlyMap<string, readonly Currency[]> | undefined

/** The currencies that customerOS knows of a name that others have, too; undefined for every other name. */
export function currenciesOfSharedName(name: string): readonly Currency[] | undefined {
  if (shared === undefined) {
    const grouped = Map.groupBy(table(OF_DEFAULT), ([known]) => known)
    shared = new Map([...grouped].map(([known, pairs]) => [known, pairs.map(([, code]) => code)]))
  }
  return shared.get(foldText(name))
}
