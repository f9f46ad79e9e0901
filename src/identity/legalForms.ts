/** Legal forms as they end a company name after folding: lower case, no accents, "S.r.l." as `srl`. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set([
  // English-speaking countries, India, South-East Asia
  ...'inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|pllc|lllp|pty|pte|pvt'.split(
    '|',
  ),
  ...'private limited|public limited company|unlimited company|bhd|berhad|sdn|tbk|jsc|ojsc|pjsc'.split('|'),
  ...'pbc|public benefit corporation'.split('|'),
  // German, Dutch
  ...'gmbh|ggmbh|mbh|gesellschaft mbh|ag|kg|kgaa|ohg|gbr|ug|haftungsbeschrankt|ek|ev|eg|se|bv|nv|vof'.split(
    '|',
  ),
  ...'gesmbh|ges mbh|gesellschaft mit beschrankter haftung|aktiengesellschaft|partg|partgmbb'.split('|'),
  ...'bvba|cvba|vzw|besloten vennootschap|naamloze vennootschap'.split('|'),
  // French, Italian, Spanish, Portuguese
  ...'sa|sas|sasu|sarl|eurl|snc|scop|srl|srls|spa|sapa|sl|slu|slp|sau|ltda|lda|eireli|cia'.split('|'),
  ...'sa rl|sagl|sca|sprl|scrl|asbl|societe anonyme|societa per azioni|sociedad limitada|sociedad anonima'.split(
    '|',
  ),
  ...'unipessoal lda|ltda me|ltda epp|eireli me'.split('|'),
  ...'sa de cv|sab de cv|sapi de cv|s de rl|s de rl de cv|sas de cv'.split('|'),
  // Nordic and Baltic
  ...'oy|oyj|ab|abp|as|asa|aps|ivs|hf|ehf|ks|ans|ou|uab|sia'.split('|'),
  // Central and Eastern Europe
  ...'sro|spol sro|spol s ro|doo|dooel|dd|jdoo|kft|zrt|nyrt|ood|eood|ead|sp zoo|sp z oo|spzoo|sp j|sp k|psa'.split(
    '|',
  ),
  // Middle East
  ...'wll|fze|fzco|fz llc|pjsc|psc'.split('|'),
  // Japan
  ...'kk|gk|yk|kabushiki kaisha|kabushiki gaisha|godo kaisha'.split('|'),
])

/** The few forms that stand before the name; others there are too often part of it ("AS Roma", "SIA Partners"). */
export const LEADING_FORMS: ReadonlySet<string> = new Set('ooo|oao|ооо|оао|пао|зао|ао|тов'.split('|'))

/** These stand before a name in quotation marks: `UAB "Maxima"`. */
const BEFORE_QUOTES = /^\s*(?:uab|sia|pao|zao)\s*(?=["“”„«»‘’'])/iu

/** East Asian forms, written without a space before or after the name; the longer one first. */
export const ATTACHED_FORMS: readonly string[] =
  '株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限責任公司|有限公司|주식회사|유한회사'.split('|')

/** "㈱" and "(株)" are written for the whole word. */
const ABBREVIATED: readonly (readonly [RegExp, string])[] = [
  [/㈱|[(（]株[)）]/gu, '株式会社'],
  [/㈲|[(（]有[)）]/gu, '有限会社'],
  [/㈜|[(（]주[)）]/gu, '주식회사'],
  [/[(（]유[)）]/gu, '유한회사'],
]

/** Behind another form these are part of the name, as few companies have two: "Delta AG LLC", "Volta EV Ltd". */
export const AFTER_NO_FORM: ReadonlySet<string> = new Set(
  'ab|ag|as|asa|dd|doo|ead|eg|ek|ev|gk|hf|kk|ks|lp|nv|ou|psa|psc|sa|sas|sau|sca|se|sia|sl|snc|spa|uab|yk'.split(
    '|',
  ),
)

/** Follows a word that would else be taken for a legal form. */
export const WORD_MARK = '\ufe00'

/** Written like words these are words; and "e.V." is never written like an electric vehicle. */
const WORDS =
  'Ag|As|Asa|Dd|Doo|Ead|Eg|Ek|Ev|Gk|Hf|Kk|Ks|Lp|Ou|Psa|Psc|Sau|Sca|Se|Sia|Spa|Uab|Yk|EV|ev|EG|eg|A/B'
const NO_FORM = new RegExp(String.raw`(?<![\p{L}\p{N}.])(?:${WORDS})(?![\p{L}\p{N}.])`, 'gu')

/** The name with legal forms made plain, and with a mark at what only looks like one: "Delta Ag", "Day Spa". */
export const asTyped = (name: string): string =>
  ABBREVIATED.reduce((text, [short, long]) => text.replace(short, ` ${long} `), name)
    .replace(BEFORE_QUOTES, '')
    .replace(NO_FORM, `$&${WORD_MARK}`)
