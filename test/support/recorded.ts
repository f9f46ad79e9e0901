import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Recorded answers of the real API; beside the repository, not in it. */
export const RECORDED_FOLDER = resolve('../shared/fixtures/recorded')
export const RECORDED_PRESENT = existsSync(RECORDED_FOLDER)

/** The sheet of people and companies among them. */
export const RECORDED_CONTACTS = 7719639380715396
