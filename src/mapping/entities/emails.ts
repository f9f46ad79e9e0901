import type { FieldReader, Reading } from '../fieldReader.ts'
import type { EmailValue } from '../record.ts'
import { readEmails, readEmailsAlone } from '../values/email.ts'

/** The addresses of a target. Where a field of any entity reads the names beside them, somebody without one is no fault. */
export const emailsOf = (target: string, reader: FieldReader): Reading<EmailValue[]> =>
  reader.read(target, reader.alone(target) ? readEmailsAlone : readEmails)
