import { HOW_FOUND_US, MESSAGES_ABROAD, NOT_ASKED_ABROAD, QUESTIONS_ABROAD } from './lexicon/questions.ts'

/** What forms ask in whole sentences, as the title that a column would have. */
const QUESTIONS: readonly (readonly [RegExp, string])[] = [
  [/^how many (.+?) (?:do(?:es)?|are|work|have|in)\b.*$/i, 'number of $1'],
  [/^how many (.+)$/i, 'number of $1'],
  [/^(?:which|what) (.+?)(?: (?:do|does|are|is|did|would) (?:you|your|they)\b.*)$/i, '$1'],
  [/^(?:what|who|which)(?:[’']s| is| are) (?:the |your )*(.+)$/i, '$1'],
  [/^where (?:are|do|is) (?:you|your|they)\b.*$/i, 'location'],
  [/^(?:please )?(?:enter|provide|tell us|share|give us) (?:the |your |us )*(.+)$/i, '$1'],
]
const MESSAGES =
  /\b(?:how can we help|anything else|tell us (?:more|about)|hoping to|trying to|looking for|looking to|what (?:do|would) you (?:need|want|like)|what can we|describe your|your message|what was discussed|what brings you)\b/i
/** "Who's asking?", "Who is on it?" */
const WHO_DOES_IT = /^who(?:[’']?s| is) (?:\p{L}+ing\b|on it|in charge|responsible)/iu
const NOT_ASKED =
  /^(?:how did you|do you|are you|have you|i (?:agree|consent|want|would)|would you|can we|may we|did you)\b/i

/** `properties.firstname` of an API, `fields.Name` of an export. */
const WRAPPER = /^(?:properties|property|fields?|data|attributes|record|values?)[._/]+(?=\p{L})/iu

/**
 * A title as it would stand in a plain list: without the wrapper of an export, a question as what it asks for.
 * A question that asks for nothing of the kind stays as it is.
 */
export function plainTitle(title: string): string {
  const bare = title
    .trim()
    .replace(WRAPPER, '')
    .replace(/\brec['’]d\b/gi, 'received')
    .replace(/\bw\//gi, 'with ')
    .replace(HOW_FOUND_US, 'source ')
    .replace(/[☎✆📞📱]\uFE0F?\s*(?:contacts?)?/gu, ' phone ')
    .replace(/[✉📧]\uFE0F?\s*(?:contacts?)?/gu, ' email ')
    .trim()
  if (/^to[ -]?do(?:['’]?s)?$/i.test(bare)) return 'todo'
  if (MESSAGES.test(bare) || MESSAGES_ABROAD.test(bare)) return 'message'
  if (WHO_DOES_IT.test(bare)) return 'owner'
  if (NOT_ASKED.test(bare) || NOT_ASKED_ABROAD.test(bare) || !bare.includes(' ')) return bare
  const asked = bare.replace(/\s*[?*:]+\s*(?=$|\()/, '')
  for (const [pattern, plain] of [...QUESTIONS, ...QUESTIONS_ABROAD])
    if (pattern.test(asked)) return asked.replace(pattern, plain)
  return bare
}
