import { foldText, quoted } from './clean.ts'
import { oncePerText } from './oncePerText.ts'
import type { Reader } from './reader.ts'
import { saidText } from './text.ts'

/** What customerOS allows: the relationships, each with its stages, the first being the default. */
export const STAGES_OF = {
  PROSPECT: ['LEAD', 'TARGET', 'ENGAGED', 'READY_TO_BUY', 'TRIAL'],
  CUSTOMER: ['ONBOARDING', 'INITIAL_VALUE', 'RECURRING_VALUE', 'MAX_VALUE', 'PENDING_CHURN'],
  NOT_A_FIT: ['UNQUALIFIED'],
  FORMER_CUSTOMER: ['TARGET'],
} as const

export type Relationship = keyof typeof STAGES_OF
export type OrganizationStage = (typeof STAGES_OF)[Relationship][number]

export const RELATIONSHIPS = ['PROSPECT', 'CUSTOMER', 'NOT_A_FIT', 'FORMER_CUSTOMER'] as const
export const ORGANIZATION_STAGES: readonly OrganizationStage[] = [...new Set(Object.values(STAGES_OF).flat())]

const table = <T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([choice, list]) =>
      [foldText(choice), ...list.split(',').map(foldText)].map((word) => [word, choice] as const),
    ),
  )

const RELATIONSHIP_WORDS = table<Relationship>({
  PROSPECT:
    'prospect, prospective, prospective customer, prospective client, potential, potential customer, potential client, lead, interessent, interessentin, potenzieller kunde, potentieller kunde, prospecto, cliente potencial, prospecção, potencial, cliente potenziale, potenziale, potentiële klant, prospect client',
  CUSTOMER:
    'customer, client, active customer, active client, current customer, current client, existing customer, kunde, kundin, bestandskunde, aktiver kunde, cliente, cliente activo, cliente attivo, cliente ativo, client actif, klant, actieve klant',
  FORMER_CUSTOMER:
    'former, former customer, former client, ex customer, ex client, past customer, past client, previous customer, lost customer, churned, churned customer, inactive customer, inactive client, ehemaliger kunde, ex kunde, altkunde, ehemalig, ancien client, client perdu, antiguo cliente, ex cliente, excliente, cliente perdido, antigo cliente, oud klant, voormalige klant',
  NOT_A_FIT:
    'not a fit, no fit, unqualified, disqualified, unqualifiziert, nicht geeignet, non qualifié, no calificado, não qualificado, non qualificato, niet gekwalificeerd',
})

const STAGE_WORDS = table<OrganizationStage>({
  LEAD: 'new, new lead, neu, nouveau, nuevo, novo, nuovo, nieuw, open',
  TARGET: 'targeted, ziel, cible, objetivo, obiettivo, doel',
  ENGAGED:
    'contacted, in contact, working, in progress, engagement, kontaktiert, contacté, contactado, contatado, contattato, gecontacteerd, nurturing',
  READY_TO_BUY:
    'ready, qualified, sql, qualifiziert, qualifié, calificado, cualificado, qualificado, qualificato, gekwalificeerd',
  TRIAL: 'trialing, in trial, test, pilot, poc, testphase, essai, prueba, teste, prova, proefperiode',
  ONBOARDING: 'onboard, implementation, einführung',
  INITIAL_VALUE: 'live, adopted, adoption',
  RECURRING_VALUE: 'recurring, renewed, renewal, expansion',
  MAX_VALUE: 'champion, advocate',
  PENDING_CHURN: 'at risk, churn risk, churning, cancelling, abwanderung, gekündigt',
  UNQUALIFIED:
    'disqualified, not qualified, bad fit, not a fit, unqualifiziert, non qualifié, no calificado, não qualificado, non qualificato, niet gekwalificeerd',
})

/** The relationship or stage that a word stands for, in the languages of the corpus; null when none. */
const relationshipOf = oncePerText((word) => RELATIONSHIP_WORDS.get(foldText(word)) ?? null)
const organizationStageOf = oncePerText((word) => STAGE_WORDS.get(foldText(word)) ?? null)

/** A ticked box ("is customer") is a customer; an empty one says nothing. */
export const readRelationship: Reader<Relationship> = (cell, { report }) => {
  if (cell.value?.kind === 'boolean') return cell.value.value ? 'CUSTOMER' : null
  const text = saidText(cell, report)
  const choice = text === null ? null : relationshipOf(text)
  if (text !== null && choice === null)
    report(
      'unknown_choice',
      `${quoted(text)} is none of ${RELATIONSHIPS.join(', ')}; map it with \`values\`.`,
    )
  return choice
}

export const readOrganizationStage: Reader<OrganizationStage> = (cell, { report }) => {
  const text = saidText(cell, report)
  const choice = text === null ? null : organizationStageOf(text)
  if (text !== null && choice === null)
    report(
      'unknown_choice',
      `${quoted(text)} is none of ${ORGANIZATION_STAGES.join(', ')}; map it with \`values\`.`,
    )
  return choice
}
