/** Articles and prepositions: they say nothing about a column in any of the languages. */
const STOP_WORDS = new Set(
  `a al alla allo an and at au aux d da das de degli dei del della delle dello den der des desde di die do dos du e
  een ein eine el en et for het i il im in l la las le les lo los mit och od of om os para per por pour the to und van vom
  von voor y zu zum zur s`.split(/\s+/),
)

const ACCENTS = /\p{Diacritic}/gu
const fold = (text: string): string =>
  text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().replaceAll('ß', 'ss')

/** How English titles shorten words; what another language writes the same way is not here. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    appt: 'appointment',
    asgn: 'assigned',
    assgn: 'assigned',
    assgnd: 'assigned',
    bdgt: 'budget',
    bus: 'business',
    cls: 'close',
    cmt: 'comment',
    cntct: 'contact',
    cust: 'customer',
    dept: 'department',
    dt: 'date',
    eml: 'email',
    fcst: 'forecast',
    gft: 'gift',
    inq: 'inquiry',
    lst: 'last',
    mgmt: 'management',
    mgr: 'manager',
    mtg: 'meeting',
    nxt: 'next',
    opp: 'opportunity',
    oppty: 'opportunity',
    pct: 'percent',
    ph: 'phone',
    prio: 'priority',
    prob: 'probability',
    proj: 'project',
    prsn: 'person',
    qty: 'quantity',
    rcvd: 'received',
    recd: 'received',
    stg: 'stage',
    sts: 'status',
    terr: 'territory',
    ttl: 'title',
    val: 'value',
    wtd: 'weighted',
  }),
)

/** Good enough for English, French, Spanish and Portuguese: both titles and synonyms go through it. */
const singular = (word: string): string => {
  if (word.length <= 3 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/**
 * The words of a title, folded to lower case without accents, in the singular, without articles and punctuation:
 * "E-Mail (primary)", "CloseDate", "close_date" and "Date de clôture" become comparable. "%", "#" and "€" are words.
 */
export function wordsOf(title: string): string[] {
  return fold(
    title
      .replace(/\bIDs\b/g, 'Id')
      .replace(/\bLinkedIn\b/g, 'Linkedin')
      .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\d)/gu, '$1 $2'),
  )
    .replace(/\be[\s-]mail/g, 'email')
    .replace(/\bn[°º]/g, 'no')
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}\p{Sc}%#]+|(?=[%#\p{Sc}])|(?<=[%#\p{Sc}])/u)
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map(singular)
    .map((word) => ABBREVIATIONS.get(word) ?? word)
}
