import { isKept, type FieldReader, type Reading } from '../fieldReader.ts'
import type { Report } from '../issues.ts'
import {
  readOrganizationStage,
  readRelationship,
  STAGES_OF,
  type OrganizationStage,
  type Relationship,
} from '../values/choices.ts'
import { readInteger } from '../values/number.ts'
import { readPhones } from '../values/phone.ts'
import { readDomain, readWebsite } from '../values/website.ts'
import { readName } from '../values/text.ts'
import { asJson, finished, newDraft, put, putCommon, putTexts, type Draft } from './draft.ts'
import { emailsOf } from './emails.ts'
import { putLocation } from './location.ts'

const TEXTS = { industry: 'industry', description: 'description' }

export function organizationDraft(reader: FieldReader, report: Report): Draft | null {
  const draft = newDraft('Organization', 'company')
  put(draft, 'name', reader.read('name', readName))
  putTexts(draft, reader, TEXTS)
  put(draft, 'domain', reader.read('domain', readDomain))
  put(draft, 'website', reader.read('website', readWebsite))
  put(draft, 'employees', reader.read('employees', readInteger))
  put(draft, 'emails', asJson(emailsOf('email', reader)))
  put(draft, 'phones', asJson(reader.read('phone', readPhones('WORK'))))
  putRelationship(draft, reader, report)
  putLocation(draft, reader)
  putCommon(draft, reader)
  return finished(draft, reader)
}

/** A relationship without a stage, or with one that it does not allow, has its default stage, as in customerOS. */
function putRelationship(draft: Draft, reader: FieldReader, rowReport: Report): void {
  const relationship = reader.read('relationship', readRelationship)
  let report = rowReport
  const stage = reader.read('stage', (cell, context) => {
    // A constant has no cell to take the note.
    if (context.title !== '') report = context.report
    return readOrganizationStage(cell, context)
  })
  put(draft, 'relationship', relationship)
  if (relationship != null && !isKept(relationship)) {
    put(draft, 'stage', stageOf(relationship, stage, report))
  } else {
    // A default stage is kept and goes with the relationship that it came by, also where a cell for it is blank.
    put(
      draft,
      'stage',
      stage === undefined || (stage === null && isKept(relationship)) ? relationship : stage,
    )
  }
}

function stageOf(
  relationship: Relationship,
  stage: Reading<OrganizationStage>,
  report: Report,
): Reading<OrganizationStage> {
  if (isKept(stage)) return stage
  const allowed: readonly OrganizationStage[] = STAGES_OF[relationship]
  if (stage != null && allowed.includes(stage)) return stage
  if (stage != null)
    report('stage_not_allowed', `${stage} is no stage of ${relationship}; allowed: ${allowed.join(', ')}.`)
  return STAGES_OF[relationship][0]
}
