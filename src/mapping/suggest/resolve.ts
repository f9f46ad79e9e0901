import type { Candidate } from './candidate.ts'
import type { Choice, Rules } from './choice.ts'
import type { Context } from './context.ts'
import { DEAL_RULES } from './dealRules.ts'
import { PARTY_RULES } from './partyRules.ts'
import { ROW_RULES } from './rowRules.ts'

const RULES: Rules = { ...PARTY_RULES, ...DEAL_RULES, ...ROW_RULES }

/** The target of a column in its sheet; null: nothing of the graph. */
export const resolve = (candidate: Candidate, context: Context): Choice | null =>
  candidate.reading ? (RULES[candidate.reading.field]?.(candidate.reading, candidate, context) ?? null) : null
