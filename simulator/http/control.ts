import { z } from 'zod'
import type { FaultQueue } from '../faults/faults.ts'
import { randomFaults } from '../faults/random.ts'
import type { SheetEdits } from '../store/edits.ts'
import { type Json, type JsonObject, type Store, StoreError } from '../store/model.ts'
import type { Answer, Asking } from './answer.ts'
import { applyEdit, editSchema } from './controlEdits.ts'
import { faultOf, faultSchema, keySchema, randomSchema } from './controlFaults.ts'
import type { KeySpec } from './keys.ts'
import type { RequestRecord } from './server.ts'

export interface Controlled {
  store: Store
  sheets: SheetEdits
  faults: FaultQueue
  requests: RequestRecord[]
  addKey: (spec: KeySpec) => string
}

type Command = (controlled: Controlled, body: Json) => Json

/** What a shell or another process can do: method and path to command. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'GET /_control/sheets': ({ store }) =>
    [...store.sheets.values()].map(({ id, name, version, rows }) => ({
      id,
      name,
      version,
      rows: rows.length,
    })),
  'POST /_control/edits': ({ sheets }, body) => {
    const edits = z.array(editSchema).parse(Array.isArray(body) ? body : [body])
    return edits.map((edit) => applyEdit(sheets, edit))
  },
  'POST /_control/faults': ({ faults, sheets }, body) => {
    faults.add(faultOf(faultSchema.parse(body), sheets))
    return null
  },
  'POST /_control/faults/random': ({ faults }, body) => {
    faults.setRandom(randomFaults(randomSchema.parse(body)))
    return null
  },
  'DELETE /_control/faults': ({ faults }) => {
    faults.clear()
    return null
  },
  'POST /_control/keys': ({ addKey }, body) => ({ key: addKey(keySchema.parse(body)) }),
  'GET /_control/requests': ({ requests }) => requests.map((request) => ({ ...request })),
  'DELETE /_control/requests': ({ requests }) => {
    requests.length = 0
    return null
  },
}

/** Answers requests below /_control/: 200 with `{"result": ...}`, or 400 and 404 with `{"message": ...}`. */
export function createControl(controlled: Controlled): (asking: Asking, body: string) => Answer {
  return ({ method, url }, body) => {
    const command = COMMANDS[`${method} ${url.pathname}`]
    if (!command) {
      const known = Object.keys(COMMANDS).join(', ')
      return answer(404, { message: `There is no ${method} ${url.pathname}. There are: ${known}.` })
    }
    try {
      return answer(200, {
        result: command(controlled, body === '' ? null : z.json().parse(JSON.parse(body))),
      })
    } catch (error) {
      const message = problemOf(error)
      if (message === undefined) throw error
      return answer(400, { message })
    }
  }
}

function answer(status: number, body: JsonObject): Answer {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body }
}

function problemOf(error: unknown): string | undefined {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof StoreError || error instanceof SyntaxError ? error.message : undefined
}
