import { describe, expect, it } from 'vitest'
import { fieldsOf, mapOne } from './build.ts'

describe('deal stages', () => {
  const stageOf = (stage: string, stages = '{}') =>
    fieldsOf(
      mapOne(
        `entities: [{ type: opportunity, fields: { name: N, stage: S, closeDate: C }, stages: ${stages} }]`,
        { N: '', S: '', C: 'DATE' },
        { N: 'Deal', S: stage, C: '2024-05-01' },
      ),
      'Opportunity',
    )

  it.each([
    ['Closed Won', 'CLOSED_WON'],
    ['6 - gewonnen', 'CLOSED_WON'],
    ['Perdu', 'CLOSED_LOST'],
    ['On hold', 'SUSPENDED'],
    ['To be signed', 'OPEN'],
    ['Negotiation', 'OPEN'],
    ['ClosedWon', 'CLOSED_WON'],
    ['Affaire gagnée', 'CLOSED_WON'],
    ['Cerrado - Ganado', 'CLOSED_WON'],
    ['Fechado - ganho', 'CLOSED_WON'],
    ['Chiusa vinta', 'CLOSED_WON'],
    ['Afgesloten gewonnen', 'CLOSED_WON'],
    ['Won but not paid', 'CLOSED_WON'],
    ['Gewonnen - noch nicht bezahlt', 'CLOSED_WON'],
    ['Won - will start in May', 'CLOSED_WON'],
    ['Won from a competitor', 'CLOSED_WON'],
    ['Lost (no budget)', 'CLOSED_LOST'],
    ['Closed lost - no decision', 'CLOSED_LOST'],
    ['Lost - signed with a competitor', 'CLOSED_LOST'],
    ['Signed - cancelled', 'CLOSED_LOST'],
    ['En attente', 'SUSPENDED'],
    ['In attesa', 'SUSPENDED'],
    ['Uitgesteld', 'SUSPENDED'],
    ['In attesa di firma', 'OPEN'],
    ['Not on hold', 'OPEN'],
    ['Lost?', 'OPEN'],
    ['Won / Lost', 'OPEN'],
    ['Almost won', 'OPEN'],
    ['Noch nicht gewonnen', 'OPEN'],
    ['Pas gagné', 'OPEN'],
    ['Won - not signed yet', 'OPEN'],
    ['Lost contact', 'OPEN'],
    ['Reopened (lost before)', 'OPEN'],
    ['No decision', 'OPEN'],
    ['Verhandlung', 'OPEN'],
  ])('%s is %s', (stage, internal) => {
    expect(stageOf(stage)).toMatchObject({ external_stage: stage, internal_stage: internal })
  })

  it.each([
    ['Signed: no'],
    ['signed no'],
    ['Contract signed: no'],
    ['Signed: false'],
    ['Signed: nein'],
    ['Won: no'],
    ['Won - not yet'],
    ['Signed - not yet'],
    ['Won (not confirmed)'],
    ['Won (almost)'],
    ['Gewonnen - noch nicht bestätigt'],
    ['Vinta (non confermata)'],
    ['Firmado: no'],
    ['Assinado: não'],
    ['Getekend - nee'],
    ['Signé : non'],
    ['No - won'],
    ['NDA signed'],
    ['Signed LOI'],
    ['Won by a competitor'],
    ['Won (competitor)'],
    ['Lost: no'],
    ['Lost - not yet'],
    ["Won't sign"],
    ['Won’t proceed'],
    ["Signed - hasn't been confirmed"],
  ])('%s denies it, and is open', (stage) => {
    expect(stageOf(stage)).toMatchObject({ internal_stage: 'OPEN', closed_at: null })
  })

  it.each([['Won - on hold'], ['On hold - won'], ['Signed (paused)'], ['On hold, not signed']])(
    '%s is suspended',
    (stage) => {
      expect(stageOf(stage)).toMatchObject({ internal_stage: 'SUSPENDED', closed_at: null })
    },
  )

  it.each([['Lost - not interested'], ['Lost: no budget'], ['Closed lost (no decision)']])(
    '%s is lost, since the rest only says why',
    (stage) => {
      expect(stageOf(stage)).toMatchObject({ internal_stage: 'CLOSED_LOST' })
    },
  )

  it('the mapping says better than the words do', () => {
    expect(stageOf('Delivered', '{ won: [delivered] }')).toMatchObject({ internal_stage: 'CLOSED_WON' })
    expect(stageOf('Won', '{ won: [delivered] }')).toMatchObject({ internal_stage: 'OPEN' })
    expect(stageOf('Lost?', '{ lost: [Lost] }')).toMatchObject({ internal_stage: 'OPEN' })
  })

  it('a stage of signs alone is that sign and no other', () => {
    const stages = '{ won: ["✅"], lost: ["❌"] }'
    expect(stageOf('✅', stages)).toMatchObject({ internal_stage: 'CLOSED_WON' })
    expect(stageOf('❌', stages)).toMatchObject({ internal_stage: 'CLOSED_LOST' })
    expect(stageOf('⏳', stages)).toMatchObject({ internal_stage: 'OPEN' })
  })

  it('a deal that is won or lost was closed on its close date', () => {
    expect(stageOf('Won')).toMatchObject({ closed_at: '2024-05-01T00:00:00Z' })
    expect(stageOf('Open')).toMatchObject({ closed_at: null, estimated_closed_at: '2024-05-01T00:00:00Z' })
  })
})
