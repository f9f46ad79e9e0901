import type { Stages } from '../schema.ts'
import { foldText } from './clean.ts'

export type InternalStage = 'OPEN' | 'CLOSED_WON' | 'CLOSED_LOST' | 'SUSPENDED'

const words = (list: string): ReadonlySet<string> => new Set(list.split(',').map(foldText))

/** Words of which one in a stage's name decides: "Closed Won", "6 - gewonnen", "Ganada". */
const KNOWN: readonly (readonly [InternalStage, ReadonlySet<string>])[] = [
  [
    'CLOSED_LOST',
    words(
      'lost, verloren, perdu, perdue, perdida, perdido, persa, perso, verlust, abgelehnt, rejected, declined, refusé, rechazado, rifiutato, afgewezen, cancelled, canceled, storniert, annulé, cancelado, annullato, geannuleerd',
    ),
  ],
  [
    'CLOSED_WON',
    words(
      'won, gewonnen, gagné, gagnée, ganada, ganado, ganha, ganho, vinta, vinto, signed, unterschrieben, signé, firmado, assinado, firmato, getekend',
    ),
  ],
  [
    'SUSPENDED',
    words('suspended, paused, pausiert, suspendu, suspendido, suspenso, sospeso, opgeschort, parked'),
  ],
]
const NEGATIONS = words('not, never, nicht, non, no, não, niet, be')
const ON_HOLD = /\b(?:on hold|en pause|en pausa|in pausa|in de wacht|zuruckgestellt)\b/u

/** By the mapping's own lists first, then by known words; every other stage is open. */
export function internalStageOf(stage: string, stages: Stages = {}): InternalStage {
  const folded = foldText(stage)
  const listed = (list: readonly string[] | undefined) =>
    list?.some((one) => foldText(one) === folded) ?? false
  if (listed(stages.won)) return 'CLOSED_WON'
  if (listed(stages.lost)) return 'CLOSED_LOST'
  if (listed(stages.suspended)) return 'SUSPENDED'
  if (ON_HOLD.test(folded)) return 'SUSPENDED'
  const tokens = folded.split(' ')
  if (tokens.some((token) => NEGATIONS.has(token))) return 'OPEN'
  for (const [internal, known] of KNOWN) {
    // A mapping that names its won stages means that no other is won.
    const named =
      internal === 'CLOSED_WON' ? stages.won : internal === 'CLOSED_LOST' ? stages.lost : stages.suspended
    if (named === undefined && tokens.some((token) => known.has(token))) return internal
  }
  return 'OPEN'
}
