import { OTHER_STATUS, SHARED_MAIL } from './lexicon/otherValues.ts'

export const EMAIL = /^\S+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\.?$/u
const HOLDS_EMAIL = /[^\s@<;,]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u
const WEB = /^(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]\S*)?$/iu
const PHONE = /^[+(]?\d[\d\s().\-/+]{4,22}(?:\s?(?:x|ext|app|dw)\.?\s?\d{1,6})?$/i
/** Only a time may follow: "Dijk 9, 8261 AA Kampen" is an address. */
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|\p{L}{3,9})[-/. ,]+\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4})(?:[T ,]+\d{1,2}(?:[:.h]\d{2}|\s?[ap]m).*)?$/iu
/** What people write where they do not know the day yet. */
const PERIOD =
  /^(?:(?:early|mid|late|end(?: of)?|eo|beg\w*|spring|summer|autumn|fall|winter|anfang|mitte|ende|d[ée]but|fin|finales?|in[ií]cio|fim|inizio|met[àa]|begin|eind)[ -]*)?(?:(?:[qhtskw]{1,2}\s?\d{1,2}|(?:jan|feb|f[ée]v|mar|m[äa]r|mrt|ap[ri]|abr|avr|ma[iygj]|mei|jun|jui|giu|jul|lug|aug|ago|ao[uû]|sep|set|o[ck]t|out|ott|nov|de[czs]|d[ée]c|dic|ene|gen)\p{L}*\.?)[ /'’-]*(?:\d{2}|\d{4})?|20\d\d|eo[ymqw]|tbd|tbc|asap|year|quarter|month|\d{1,2}[/.]\d{1,2}\.?|\?+)$/iu
const NUMBER =
  /^(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?\s?[-+]?\d[\d.,'’ \u00a0]*(?:[-–]{1,2})?\s?(?:[kKmM]|Mio\.?|Tsd\.?)?\s?(?:\p{Sc}|[A-Z]{3}|%)?$/u
const DIALLED = /^\+\d{1,3}[\s()/-]/
const ZIP = /^(?=.*\d)(?:[A-Z]{1,2}-)?[A-Z\d]{2,5}(?:[ -]?[A-Z\d]{2,4})?$/
const CAPITAL = /^\p{Lu}[\p{L}\s'’.-]*$/u
const RANGE = /^[<>]?\s?\d[\d.,kK]*\s?(?:[-–]|to|bis|à|a)\s?\d[\d.,kK]*\+?$|^[<>]?\s?\d[\d.,]*\s?\+$/
const BOOLEAN = /^(?:true|false|yes|no|y|n|ja|nein|oui|non|s[ií]|n[aã]o|sim|nee|x|0|1)$/i
const HONORIFIC =
  /^(?:mrs?|ms|miss|mx|dr|prof(?:essor)?|sir|rev|herr|frau|m|mme|mlle|mr|sr|sra|srta|sig|sig\.ra|dott|dott\.ssa|ing|dhr|mevr|mw|dra?)\.?$/i
const PERSON =
  /^(?:\p{Lu}[\p{L}'’.-]*)(?:,?\s(?:\p{Lu}[\p{L}'’.-]*|de|da|van|von|der|di|del|la|le|el|al|bin|y|e)){1,4}$/u
const LEGAL_FORM =
  /(?:^|\s)(?:inc|llc|ltd|limited|corp|corporation|company|co|plc|gmbh|ag|kg|ohg|ug|se|e\.?v|sarl|sas|sasu|s\.?a\.?s?|sl|s\.?l\.?u?|s\.?r\.?l|spa|s\.?p\.?a|snc|ltda|me|eireli|b\.?v|n\.?v|oy|ab|as|pty|group|holding|holdings|bank|university|labs?|solutions|systems|software|technologies|tech|services|partners|capital|studio|foods?|motors|industries|logistics|consulting|media|hotel|clinic|school|works|robotics)\.?$/i
const RELATIONSHIP =
  /^(?:active |former |ex[- ]?|past |current |potential |existing |new )?(?:customers?|clients?|prospects?|partners?|stockists?|dealers?|suppliers?|vendors?|resellers?|competitors?|leads?|churned|not a fit|lost customers?|kunden?|interessent(?:en)?|lieferant(?:en)?|prospect|partenaire|fournisseurs?|clientes?|proveedor(?:es)?|fornecedor(?:es)?|clienti|cliente|fornitor[ei]|klanten?|leveranciers?)$/i
const DEAL_STAGE =
  /\b(?:won|lost|propos|negotiat|qualif|discovery|prospecting|demo|quot|closed|contract|pitch|gewonnen|verloren|angebot|verhandl|qualifi|gagn|perdu|devis|n[eé]goci|propuesta|ganad|perdid|negocia|proposta|ganh|vinto|vinta|perso|preventiv|trattativ|offerte|onderhandel|vendid)/i
/** "ACME-0042", "oppo_7Hx01": letters and digits in one word, or a long number. */
const CODE = /^(?=.*\d)(?=.*[\p{L}_-])[\p{L}\d][\p{L}\d_./-]{2,}$|^\d{5,}$/u
const MONEY = /^(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}\s)\s?\d|\d\s?\p{Sc}$/u
const PERCENT = /^\d{1,3}(?:[.,]\d+)?\s?%$/
const JOB =
  /\b(?:manager|director|c[efotmi]o|[se]?vp|president|owner|head of|founder|partner|engineer|buyer|officer|supervisor|principal|chair|secretary|administrator|coordinator|analyst|consultant|architect|chef|gm|managing|procurement|assistant|lead)\b/i
const COUPLE = /^\p{Lu}[\p{L}'’.-]+ (?:&|and) \p{Lu}[\p{L}'’.-]+ \p{Lu}[\p{L}'’.-]+$/u

const YES_NO_LEVEL =
  /^(?:high|low|medium|hoch|niedrig|mittel|haute?|basse?|moyenne?|alta?|baja?|media|baixa|m[eé]dia|bassa|hoog|laag|gemiddeld)$/i

/** What kinds of deals there are, in any of the languages: new business, renewals, projects. */
const DEAL_TYPE =
  /\b(?:new|existing|renewal|upsell|up-sell|expansion|cross|repeat|one[- ]time|recurring|project|service|product|licen[cs]e|neu\w*|bestand\w*|verl[äa]nger\w*|projekt|nouve\w*|renouvel\w*|nuev\w*|renovaci\w*|novo|nova|renova\w*|nuov\w*|rinnov\w*|nieuw\w*|verleng\w*)\b/i

const ACTIVE =
  /^(?:in|un)?(?:activ[eoa]?|aktiv)$|^(?:cess[eé]e|cancell?ed|enabled|disabled|archived|ferm[eé]e|inactief|actief|attiv[oa]|inattiv[oa]|ativ[oa]|inativ[oa]|suspended)$/i

/** Five words or more. */
const SENTENCE = /^\S+(?:\s+\S+){4}/

type Test = (text: string) => boolean
const digits = (text: string): number => text.replace(/\D/g, '').length

/** Only asked of values with an "@". */
const WITH_AT = {
  email: (text) => EMAIL.test(text),
  holdsEmail: (text) => HOLDS_EMAIL.test(text),
  sharedMail: (text) => SHARED_MAIL.test(text),
} satisfies Record<string, Test>

/** Only asked of values with a digit. */
const WITH_DIGIT = {
  phone: (text) => PHONE.test(text) && digits(text) >= 6 && digits(text) <= 18,
  date: (text) => DATE.test(text),
  number: (text) => NUMBER.test(text) && !DIALLED.test(text),
  range: (text) => RANGE.test(text),
  code: (text) => CODE.test(text) && !WEB.test(text) && !DATE.test(text),
  money: (text) => MONEY.test(text),
  percent: (text) => PERCENT.test(text),
  zip: (text) => ZIP.test(text),
} satisfies Record<string, Test>

const ANY = {
  web: (text) => WEB.test(text) && !EMAIL.test(text),
  level: (text) => YES_NO_LEVEL.test(text),
  boolean: (text) => BOOLEAN.test(text),
  honorific: (text) => HONORIFIC.test(text),
  person: (text) => (PERSON.test(text) || COUPLE.test(text)) && !LEGAL_FORM.test(text),
  company: (text) => LEGAL_FORM.test(text) || (/\s&\s/.test(text) && !COUPLE.test(text)),
  relationship: (text) => RELATIONSHIP.test(text),
  dealStage: (text) => DEAL_STAGE.test(text),
  dealType: (text) => text.length <= 40 && DEAL_TYPE.test(text),
  active: (text) => ACTIVE.test(text),
  parts: (text) => /\S,\s*\S/.test(text),
  list: (text) => text.includes(';'),
  prose: (text) => /\s/.test(text) || text.length > 40,
  capital: (text) => CAPITAL.test(text),
  period: (text) => text.length <= 20 && PERIOD.test(text),
  job: (text) => JOB.test(text),
  sentence: (text) => SENTENCE.test(text),
  otherStatus: (text) => OTHER_STATUS.has(text.toLowerCase()),
} satisfies Record<string, Test>

/** What a value can look like. */
export type Look = keyof typeof WITH_AT | keyof typeof WITH_DIGIT | keyof typeof ANY

const testsOf = (tests: Readonly<Record<string, Test>>) => Object.entries(tests) as [Look, Test][]
const GROUPS = [
  { applies: (text: string) => text.includes('@'), tests: testsOf(WITH_AT) },
  { applies: (text: string) => /\d/.test(text), tests: testsOf(WITH_DIGIT) },
  { applies: () => true, tests: testsOf(ANY) },
]

export const LOOKS: readonly Look[] = GROUPS.flatMap(({ tests }) => tests.map(([look]) => look))

/** Counts everything that a value looks like. */
export function countLooks(text: string, counts: Record<Look, number>): void {
  for (const { applies, tests } of GROUPS)
    if (applies(text)) for (const [look, test] of tests) if (test(text)) counts[look]++
}
