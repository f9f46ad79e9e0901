import { OTHER_STATUS, PERSONAL_MAIL, SHARED_MAIL } from './lexicon/otherValues.ts'
import type { Cell, Column, Row } from '../../smartsheet/model.ts'

/** Enough rows to know a column by; more would only cost time. */
const SAMPLE_ROWS = 200

const EMAIL = /^\S+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\.?$/u
const HOLDS_EMAIL = /[^\s@<;,]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u
const WEB = /^(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]\S*)?$/iu
const PHONE = /^[+(]?\d[\d\s().\-/+]{4,22}(?:\s?(?:x|ext|app|dw)\.?\s?\d{1,6})?$/i
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|\p{L}{3,9})[-/. ,]+\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4})(?:[T ,].*)?$/u
const NUMBER =
  /^(?:\p{Sc}|[A-Z]{3})?\s?[-+]?\d[\d.,' \u00a0]*\s?(?:[kKmM]|Mio\.?|Tsd\.?)?\s?(?:\p{Sc}|[A-Z]{3}|%)?$/u
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
const MONEY = /^(?:\p{Sc}|[A-Z]{3}\s)\s?\d|\d\s?\p{Sc}$/u
const PERCENT = /^\d{1,3}(?:[.,]\d+)?\s?%$/
const JOB =
  /\b(?:manager|director|c[efotmi]o|[se]?vp|president|owner|head of|founder|partner|engineer|buyer|officer|supervisor|principal|chair|secretary|administrator|coordinator|analyst|consultant|architect|chef|gm|managing|procurement|assistant|lead)\b/i
const COUPLE = /^\p{Lu}[\p{L}'’.-]+ (?:&|and) \p{Lu}[\p{L}'’.-]+ \p{Lu}[\p{L}'’.-]+$/u

const YES_NO_LEVEL =
  /^(?:high|low|medium|hoch|niedrig|mittel|haute?|basse?|moyenne?|alta?|baja?|media|baixa|m[eé]dia|bassa|hoog|laag|gemiddeld)$/i

const ACTIVE =
  /^(?:in|un)?(?:activ[eoa]?|aktiv)$|^(?:cess[eé]e|cancell?ed|enabled|disabled|archived|ferm[eé]e|inactief|actief|attiv[oa]|inattiv[oa]|ativ[oa]|inativ[oa]|suspended)$/i

/** Shares (0 to 1) of the filled cells of a column that look like something; `filled` 0 means nothing was seen. */
export interface Evidence {
  filled: number
  email: number
  /** An address somewhere in the text: "Bob <bob@x.com>", "bob@x.com / 555-0100". */
  holdsEmail: number
  web: number
  phone: number
  date: number
  number: number
  level: number
  range: number
  boolean: number
  honorific: number
  person: number
  company: number
  relationship: number
  dealStage: number
  /** Active, inactive, cancelled: whether something still counts. */
  active: number
  /** Values that occur once only, of all. */
  distinct: number
  /** Several in one cell, by semicolon. */
  list: number
  /** Parts separated by commas, as of an address. */
  parts: number
  /** Values with spaces or longer than an id would be. */
  prose: number
  /** Letters and digits in one word. */
  code: number
  money: number
  percent: number
  /** What somebody does in a company. */
  job: number
  /** Five words or more. */
  sentence: number
  /** Addresses of a function, not of a person: `info@`, `orders@`. */
  sharedMail: number
  /** What is said of tasks, bugs, orders and bills. */
  otherStatus: number
  /** Several different addresses at one company's domain only: one's own people. */
  colleagues: boolean
}

type Test = (text: string) => boolean
const digits = (text: string): number => text.replace(/\D/g, '').length

const TESTS: Readonly<Record<Exclude<keyof Evidence, 'filled' | 'distinct' | 'colleagues'>, Test>> = {
  email: (text) => EMAIL.test(text),
  holdsEmail: (text) => HOLDS_EMAIL.test(text),
  web: (text) => WEB.test(text) && !EMAIL.test(text),
  phone: (text) => PHONE.test(text) && digits(text) >= 6 && digits(text) <= 18,
  date: (text) => DATE.test(text),
  number: (text) => NUMBER.test(text),
  level: (text) => YES_NO_LEVEL.test(text),
  range: (text) => RANGE.test(text),
  boolean: (text) => BOOLEAN.test(text),
  honorific: (text) => HONORIFIC.test(text),
  person: (text) => (PERSON.test(text) || COUPLE.test(text)) && !LEGAL_FORM.test(text),
  company: (text) => LEGAL_FORM.test(text) || (/\s&\s/.test(text) && !COUPLE.test(text)),
  relationship: (text) => RELATIONSHIP.test(text),
  dealStage: (text) => DEAL_STAGE.test(text),
  active: (text) => ACTIVE.test(text),
  parts: (text) => /\S,\s*\S/.test(text),
  list: (text) => text.includes(';'),
  prose: (text) => /\s/.test(text) || text.length > 40,
  code: (text) => CODE.test(text) && !WEB.test(text) && !DATE.test(text),
  money: (text) => MONEY.test(text),
  percent: (text) => PERCENT.test(text),
  job: (text) => JOB.test(text),
  sharedMail: (text) => SHARED_MAIL.test(text),
  sentence: (text) => text.split(/\s+/).length >= 5,
  otherStatus: (text) => OTHER_STATUS.has(text.toLowerCase()),
}

/** Values as the tests want to see them; a contact cell is its name, or else its address. */
function texts(cell: Cell): string[] {
  const { value } = cell
  if (value === null) return []
  switch (value.kind) {
    case 'text':
    case 'date':
    case 'datetime':
      return [value.value]
    case 'number':
    case 'boolean':
      return [String(value.value)]
    case 'contact':
      return [value.value.name ?? value.value.email ?? '']
    case 'contacts':
      return value.value.map((person) => person.name ?? person.email ?? '')
    case 'list':
      return [...value.value]
    case 'other':
      return value.text === null ? [] : [value.text]
  }
}

/** Whether several people have addresses at one domain, which is no public mail host. */
function areColleagues(values: readonly string[]): boolean {
  const addresses = new Set(values.filter((text) => EMAIL.test(text)).map((text) => text.toLowerCase()))
  if (addresses.size < 3) return false
  const domains = new Set([...addresses].map((address) => address.slice(address.indexOf('@') + 1)))
  return domains.size === 1 && ![...domains].some((domain) => PERSONAL_MAIL.test(domain))
}

/** Looks at the first filled rows; a dropdown without any is judged by its choices. */
export function evidenceOf(column: Column, sample: readonly Row[]): Evidence {
  const seen = sample
    .slice(0, SAMPLE_ROWS)
    .flatMap((row) => {
      const cell = row.cells.get(column.id)
      return cell ? texts(cell) : []
    })
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const values = seen.length > 0 ? seen : column.options
  const share = (test: Test): number =>
    values.length === 0 ? 0 : values.filter((text) => test(text)).length / values.length
  const shares = Object.fromEntries(Object.entries(TESTS).map(([name, test]) => [name, share(test)]))
  return {
    ...(shares as Record<keyof typeof TESTS, number>),
    filled: values.length,
    colleagues: areColleagues(values),
    distinct: seen.length === 0 ? 1 : new Set(seen).size / seen.length,
  }
}
