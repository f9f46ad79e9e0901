import type { FieldReader } from '../fieldReader.ts'
import { readDateTime } from '../values/date.ts'
import { readText } from '../values/text.ts'
import { finished, newDraft, put, type Draft } from './draft.ts'

/** A note on the timeline, at the time that the sheet says, else when its row was made. */
export function logEntryDraft(reader: FieldReader, rowCreatedAt: string | null): Draft | null {
  const draft = newDraft('LogEntry', 'note')
  put(draft, 'content', reader.read('content', readText))
  draft.fields['content_type'] = 'text/plain'
  put(draft, 'started_at', reader.read('startedAt', readDateTime) ?? rowCreatedAt)
  return finished(draft, reader)
}
