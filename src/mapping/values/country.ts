import { foldText, quoted } from './clean.ts'
import { NAME_LANGUAGES } from './languages.ts'
import type { Reader } from './reader.ts'
import { readText } from './text.ts'

/** ISO 3166-1: alpha-2 and alpha-3 of every country, joined. */
const CODES = `
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE
BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS
BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN
COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST
EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF
GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD
HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM
JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA
LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM
NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA
SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD
STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON
TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE`
  .trim()
  .split(/\s+/)
  .map((both) => ({ a2: both.slice(0, 2), a3: both.slice(2) }))

/** What people write that is no name in any of the languages' own lists: by code, each folded. */
const ALIASES: Readonly<Record<string, string>> = {
  AE: 'uae|u a e',
  AT: 'oesterreich',
  BA: 'bosnia|bosnien',
  BN: 'brunei darussalam',
  BO: 'plurinational state of bolivia|bolivia plurinational state of',
  BS: 'bahamas',
  BY: 'weissrussland',
  CD: 'dr congo|drc|democratic republic of the congo|democratic republic of congo|congo democratic republic of the',
  CG: 'republic of the congo|republic of congo|congo brazzaville',
  CI: 'ivory coast',
  CN: 'peoples republic of china|people s republic of china|pr china|p r china|prc',
  CV: 'cabo verde|cape verde',
  CZ: 'czech republic|tschechische republik',
  DE: 'brd|bundesrepublik deutschland|federal republic of germany|ger',
  FM: 'federated states of micronesia|micronesia federated states of',
  GB: 'uk|u k|great britain|britain|england|scotland|wales|northern ireland|grossbritannien|grande bretagne|gran bretana|gra bretanha|gran bretagna|groot brittannie|inghilterra|inglaterra|angleterre',
  GM: 'gambia',
  HK: 'hong kong',
  IE: 'republic of ireland',
  IR: 'islamic republic of iran|iran islamic republic of',
  KP: 'democratic people s republic of korea|korea democratic people s republic of|dprk',
  KR: 'korea|south korea|republic of korea|korea republic of',
  LA: 'lao people s democratic republic|lao pdr',
  MD: 'republic of moldova|moldova republic of',
  MK: 'macedonia|republic of north macedonia',
  MM: 'burma',
  MO: 'macau|macao',
  NL: 'holland|holanda|olanda',
  PS: 'palestine|state of palestine|palestine state of',
  RU: 'russia|russian federation',
  SK: 'slovak republic|slowakische republik',
  SY: 'syrian arab republic',
  SZ: 'swaziland',
  TL: 'east timor',
  TR: 'turkey|republic of turkiye',
  TW: 'taiwan province of china',
  TZ: 'united republic of tanzania|tanzania united republic of',
  US: 'usa|u s|u s a|united states of america|america|eua|e u a|ee uu|eeuu|vereinigte staaten von amerika',
  VA: 'vatican|holy see|vatikan|vaticano',
  VE: 'bolivarian republic of venezuela|venezuela bolivarian republic of',
}

const KNOWN_CODES = new Set(CODES.map(({ a2 }) => a2))

let byName: Map<string, string> | undefined

function names(): Map<string, string> {
  const found = new Map<string, string>()
  for (const language of NAME_LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region' })
    for (const { a2 } of CODES) found.set(nameKey(display.of(a2) ?? a2), a2)
  }
  for (const { a2, a3 } of CODES) found.set(a2.toLowerCase(), a2).set(a3.toLowerCase(), a2)
  for (const [code, aliases] of Object.entries(ALIASES))
    for (const alias of aliases.split('|')) found.set(nameKey(alias), code)
  return found
}

/** "The Bahamas", "Trinidad and Tobago" and "Trinidad & Tobago", "Saint Lucia" and "St. Lucia" are the same. */
const nameKey = (name: string): string =>
  foldText(name)
    .replace(/^the /, '')
    .replace(/ (?:and|und|et|y|e|en) /g, ' ')
    .replace(/\b(?:saint|sankt)\b/g, 'st')

/** ISO 3166-1 alpha-2 of a country by name (in seven languages) or code; null when it is none. */
export function countryCode(country: string): string | null {
  byName ??= names()
  return byName.get(nameKey(country)) ?? null
}

export const isCountryCode = (code: string): boolean => KNOWN_CODES.has(code)

/** The name as typed is kept; that its code is not known is only worth a note. */
export const readCountry: Reader<string> = (cell, context) => {
  const text = readText(cell, context)
  if (text !== null && countryCode(text) === null)
    context.report(
      'unknown_choice',
      `${quoted(text)} is no country known by name or code; it was kept as typed.`,
    )
  return text
}
