import { z } from 'zod'
import type { Fault, FaultAct } from '../faults/faults.ts'
import type { SheetEdits } from '../store/edits.ts'
import type { Json } from '../store/model.ts'
import { applyEdit, editSchema } from './controlEdits.ts'

/** Faults and keys as the control API takes them. Functions cannot travel: an edit is data, a lie is members. */
const json: z.ZodType<Json> = z.json()

const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).exactOptional(),
    body: json.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('lie'), change: z.record(z.string(), json) }),
  z.strictObject({ kind: z.literal('edit'), edits: z.array(editSchema) }),
  z.strictObject({ kind: z.literal('delay'), ms: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('silence') }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('cut'), after: z.number().min(0).max(1).exactOptional() }),
  z.strictObject({ kind: z.literal('drip'), bytes: z.int().positive(), everyMs: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('wrongLength'), by: z.int() }),
  z.strictObject({ kind: z.literal('badGzip'), how: z.enum(['corrupt', 'plain', 'twoMembers']) }),
  z.strictObject({ kind: z.literal('redirect'), to: z.string(), status: z.int().exactOptional() }),
])

export const faultSchema = z.strictObject({
  when: z
    .strictObject({
      path: z.string().exactOptional(),
      page: z.int().positive().exactOptional(),
      nth: z.int().positive().exactOptional(),
    })
    .exactOptional(),
  /** `"always"` stands for Infinity, which JSON does not have. */
  times: z.union([z.int().positive(), z.literal('always').transform(() => Infinity)]).exactOptional(),
  act: actSchema,
})

export const randomSchema = z.strictObject({
  probability: z.number().min(0).max(1),
  seed: z.int().exactOptional(),
  inARow: z.int().positive().exactOptional(),
})

export const keySchema = z.strictObject({
  key: z.string().min(1).exactOptional(),
  sees: z.array(z.int()).exactOptional(),
  accessLevel: z.string().exactOptional(),
  expired: z.boolean().exactOptional(),
  requestsPerMinute: z.int().positive().exactOptional(),
})

export function faultOf({ act, ...fault }: z.infer<typeof faultSchema>, sheets: SheetEdits): Fault {
  return { ...fault, act: actOf(act, sheets) }
}

function actOf(act: z.infer<typeof actSchema>, sheets: SheetEdits): FaultAct {
  if (act.kind !== 'edit') return act
  const { edits } = act
  return { kind: 'edit', run: () => edits.forEach((edit) => applyEdit(sheets, edit)) }
}
