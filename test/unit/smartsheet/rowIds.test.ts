import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idSchema } from '../../../src/smartsheet/envelope.ts'
import { decodeRow } from '../../../src/smartsheet/row.ts'

test('R4 the id of a row is what the schema of ids makes of it, though rows are decoded by hand', () => {
  const context = { columns: new Map(), note: () => undefined }
  const digits = fc.bigInt({ min: -9n, max: 10n ** 31n }).map(String)
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.maxSafeInteger(), fc.double(), digits), (id) => {
      const schema = idSchema.safeParse(id)
      const decode = () => decodeRow({ id, rowNumber: 1 }, 1, context).id
      if (schema.success) expect(decode()).toBe(schema.data)
      else expect(decode).toThrow('row 1 has no id')
    }),
  )
})
