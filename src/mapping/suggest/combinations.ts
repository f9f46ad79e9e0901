import type { Field } from './fields.ts'

/** What words mean together mostly in titles of other languages than English, as in `TOGETHER`. */
export const COMBINED: Readonly<Record<string, Field>> = {
  'notes owner': 'notes',
  'created notes': 'notes',
  'created owner': 'owner',
  'created subject': 'subject',
  'created type': 'type',
  'project subject': 'project',
  'number region': 'region',
  'province region': 'region',
  'province status': 'region',
  'currency type': 'currency',
  'code number': 'id',
  'code status': 'status',
  'actual stage': 'stage',
  'actual status': 'status',
  'actual state': 'state',
  'expected next': 'next',
  'full lastName': 'fullName',
  'firstName full': 'fullName',
  'prefix title': 'prefix',
  'close next': 'next',
  'category name': 'category',
  'name type': 'type',
  'name region': 'region',
}
