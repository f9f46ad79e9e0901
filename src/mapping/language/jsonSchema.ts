import { z } from 'zod'
import { mappingSchema } from '../schema.ts'

/** The mapping language for editors: docs/mapping.schema.json. */
export const mappingJsonSchema = (): object => ({
  title: 'Mapping of a sheet',
  description: 'How the rows of a sheet become companies, contacts, deals and notes.',
  ...z.toJSONSchema(mappingSchema, { io: 'input', reused: 'inline' }),
})
