import { foldText } from './clean.ts'
import { NAME_LANGUAGES } from './languages.ts'

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

/** What people write that is no official name in any of the languages. */
const ALIASES: readonly (readonly [string, string])[] = [
  ['usa', 'US'],
  ['u s', 'US'],
  ['u s a', 'US'],
  ['united states of america', 'US'],
  ['america', 'US'],
  ['uk', 'GB'],
  ['u k', 'GB'],
  ['great britain', 'GB'],
  ['britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['holland', 'NL'],
  ['the netherlands', 'NL'],
  ['uae', 'AE'],
  ['czech republic', 'CZ'],
  ['turkey', 'TR'],
  ['korea', 'KR'],
  ['south korea', 'KR'],
  ['russia', 'RU'],
  ['hong kong', 'HK'],
  ['macedonia', 'MK'],
  ['ivory coast', 'CI'],
  ['brd', 'DE'],
]

const KNOWN_CODES = new Set(CODES.map(({ a2 }) => a2))

let byName: Map<string, string> | undefined

function names(): Map<string, string> {
  const found = new Map<string, string>()
  for (const language of NAME_LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region' })
    for (const { a2 } of CODES) found.set(foldText(display.of(a2) ?? a2), a2)
  }
  for (const { a2, a3 } of CODES) found.set(a2.toLowerCase(), a2).set(a3.toLowerCase(), a2)
  for (const [alias, code] of ALIASES) found.set(alias, code)
  return found
}

/** ISO 3166-1 alpha-2 of a country by name (in seven languages) or code; null when it is none. */
export function countryCode(country: string): string | null {
  byName ??= names()
  return byName.get(foldText(country)) ?? null
}

export const isCountryCode = (code: string): boolean => KNOWN_CODES.has(code)
