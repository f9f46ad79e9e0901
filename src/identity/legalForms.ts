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
  ...'sa|sas|sasu|sarl|eurl|sci|snc|scop|srl|srls|spa|sapa|sl|slu|slp|sau|ltda|lda|eireli|cia'.split('|'),
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
  // Japan, China, Korea: in letters, and as the marks that "(株)" and "㈱" fold to
  ...'kk|gk|yk|kabushiki kaisha|kabushiki gaisha|godo kaisha|株|有|주|유'.split('|'),
])

/** The few forms that stand before the name; others there are too often part of it ("AS Roma", "SA Recycling"). */
export const LEADING_FORMS: ReadonlySet<string> = new Set(
  'ooo|oao|pao|zao|uab|sia|ооо|оао|пао|зао|ао|тов|株|有|주|유'.split('|'),
)

/** East Asian forms, written without a space before or after the name; the longer one first. */
export const ATTACHED_FORMS: readonly string[] =
  '株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限責任公司|有限公司|주식회사|유한회사'.split('|')
