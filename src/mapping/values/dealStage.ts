import type { Stages } from '../schema.ts'
import { cleanText, foldText } from './clean.ts'
import { oncePerText } from './oncePerText.ts'

export type InternalStage = 'OPEN' | 'CLOSED_WON' | 'CLOSED_LOST' | 'SUSPENDED'
type Outcome = Exclude<InternalStage, 'OPEN'>

const words = (list: string): ReadonlySet<string> => new Set(list.split(',').map(foldText))

/** Words of which one in a stage's name decides: "Closed Won", "6 - gewonnen", "Ganada". */
const KNOWN: Readonly<Record<Outcome, ReadonlySet<string>>> = {
  CLOSED_LOST: words(
    'lost, verloren, perdu, perdue, perdida, perdido, persa, perso, verlust, abgelehnt, rejected, declined, refusé, rechazado, rifiutato, afgewezen, cancelled, canceled, storniert, annulé, cancelado, annullato, geannuleerd',
  ),
  CLOSED_WON: words('won, gewonnen, gagné, gagnée, ganada, ganado, ganha, ganho, vinta, vinto'),
  SUSPENDED: words(
    'suspended, paused, pausiert, ruht, ruhend, suspendu, suspendue, suspendido, suspendida, pausado, pausada, suspenso, sospeso, sospesa, opgeschort, gepauzeerd, uitgesteld, parked, zurückgestellt',
  ),
}
/** Won, unless the rest says lost: "Lost - signed with a competitor". */
const SIGNED = words('signed, unterschrieben, signé, firmado, assinado, firmato, getekend')

/** What counts only as a whole name, or as a whole part of one: "In attesa", but not "In attesa di firma". */
const WHOLE: ReadonlyMap<string, Outcome> = new Map([
  ...['en attente', 'en espera', 'em espera', 'in attesa'].map((name) => [name, 'SUSPENDED'] as const),
  ['win', 'CLOSED_WON'],
  ['loss', 'CLOSED_LOST'],
])
const ON_HOLD = /\b(?:on hold|en pause|en pausa|em pausa|in pausa|in de wacht)\b/u

/** Before a word they turn it round: "not won". Of what was won or signed they make an open deal wherever they stand. */
const NEGATIONS = words(
  'not, never, nicht, nie, nein, kein, keine, keinen, non, no, não, niet, nee, geen, nooit, pas, jamais, nunca, mai, false, almost, nearly, likely, probably, expected, soon, presque, bientôt, casi, quase, quasi, bijna, bald, binnenkort',
)
/** These put a word off only before it: "to be signed", but "Won - will start in May". */
const BEFORE = words('be, will, previously, risk, fast')
/** An answer to the part before: "Lost: no". "Lost - no budget" is none. */
const DENIAL =
  /^(?:no|n|nein|non|nao|nee|false|not yet|noch nicht|pas encore|aun no|todavia no|ainda nao|non ancora|nog niet)$/
/** What comes after a deal is won does not undo it. */
const AFTERWARDS =
  /\b(?:not|noch nicht|nicht|pas|no|nao|non|niet) (?:yet )?(?:paid|invoiced|billed|bezahlt|berechnet|paye|facture|pagado|facturado|pago|pagato|betaald)\b/gu
const IDIOMS = /\b(?:lost contact|contact lost|lost touch|kontakt verloren|perdu de vue)\b/u
/** Signed, but no contract; won, but by somebody else. */
const NO_SALE =
  /\b(?:nda|loi|mou|nondisclosure|letter of intent|signed off)\b|^(?:competitor|competition|konkurrenz|wettbewerber)$|\b(?:competitor|konkurrenz|wettbewerber) (?:has )?(?:won|gewonnen)\b|\b(?:won by|gewonnen von) (?:an? |the |der |dem )?(?:competitor|competition|other|konkurrenz|wettbewerber)/u
const REOPENED = /\bre ?opened\b/u

/** By the mapping's own lists first, then by known words; every other stage is open. */
export function internalStageOf(stage: string, stages: Stages = {}): InternalStage {
  const listed = listedOutcome(stage, stages)
  if (listed !== null) return listed
  // "Lost?" is a question.
  if (stage.includes('?')) return 'OPEN'
  const outcome = outcomeByWords(stage)
  // A mapping that names its won stages means that no other is won.
  return outcome === null || listOf(stages, outcome) !== undefined ? 'OPEN' : outcome
}

const outcomeByWords = oncePerText((stage) => knownOutcome(partsOf(stage)))

const listOf = (stages: Stages, outcome: Outcome): readonly string[] | undefined =>
  outcome === 'CLOSED_WON' ? stages.won : outcome === 'CLOSED_LOST' ? stages.lost : stages.suspended

const LISTED = ['CLOSED_WON', 'CLOSED_LOST', 'SUSPENDED'] as const

/** Exactly as listed, else without regard to case, accents and punctuation. */
function listedOutcome(stage: string, stages: Stages): Outcome | null {
  for (const key of [cleanText, stageKey]) {
    const found = LISTED.find((outcome) => listOf(stages, outcome)?.some((one) => key(one) === key(stage)))
    if (found !== undefined) return found
  }
  return null
}

/** A name of signs alone ("✅") is compared as it is, and "Lost?" is not "Lost". */
export const stageKey = (stage: string): string =>
  `${foldText(stage) || cleanText(stage)}${stage.includes('?') ? '?' : ''}`

/** "Won't sign" is not won. */
const spelledOut = (stage: string): string =>
  stage.replace(/\bwon['’`´]t\b/giu, 'will not').replace(/n['’`´]t\b/giu, ' not')

/** "Closed - lost to competitor", "Lost (no budget)", "ClosedWon": each part says what it says by itself. */
const partsOf = (stage: string): string[] =>
  spelledOut(stage)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/\s[-–—]\s|[–—:(),;/|]/u)
    .flatMap((part) => foldText(part) || [])

/** Null where nothing is said, or one thing and its contrary ("Won / Lost", "Won - not signed yet"). */
function knownOutcome(parts: readonly string[]): Outcome | null {
  if (parts.some((part) => REOPENED.test(part))) return null
  const said = (outcome: Outcome): boolean | null => saidOf(parts, outcome, KNOWN[outcome])
  const [won, lost, signed] = [said('CLOSED_WON'), said('CLOSED_LOST'), saidOf(parts, 'CLOSED_WON', SIGNED)]
  if (lost === true) return won === true ? null : 'CLOSED_LOST'
  if (said('SUSPENDED') === true) return 'SUSPENDED'
  if (won !== true && signed !== true) return null
  return won === false || signed === false || parts.some(isDenied) ? null : 'CLOSED_WON'
}

const isDenied = (part: string): boolean =>
  part
    .replace(AFTERWARDS, '')
    .split(' ')
    .some((token) => NEGATIONS.has(token)) ||
  DENIAL.test(part) ||
  NO_SALE.test(part)

/** Whether one of the words stands there; false where it is turned round, null where there is none. */
function saidOf(parts: readonly string[], outcome: Outcome, known: ReadonlySet<string>): boolean | null {
  let said: boolean | null = null
  for (const [i, part] of parts.entries()) {
    const tokens = part.split(' ')
    const at = tokens.findIndex((token) => known.has(token))
    const whole = WHOLE.get(part) ?? (ON_HOLD.test(part) ? 'SUSPENDED' : undefined)
    if (at === -1 && whole !== outcome) continue
    const before = at === -1 ? tokens : tokens.slice(0, at)
    if (IDIOMS.test(part) || before.some(turnsRound)) return false
    if (DENIAL.test(parts[i + 1] ?? '')) return false
    said = true
  }
  return said
}

const turnsRound = (token: string): boolean => NEGATIONS.has(token) || BEFORE.has(token)
