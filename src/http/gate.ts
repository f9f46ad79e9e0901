import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import { createTroubleLog } from '../scheduler/troubleLog.ts'
import { createBrake } from './brake.ts'
import { HttpFault } from './faults.ts'

/** Who may see and change the data of tenants: whoever sends the ADMIN_TOKEN. */
export interface Gate {
  /** Throws unless the request carries the token. */
  demand(request: FastifyRequest): void
  /** True when the request carries the token, false when it carries none, or none is set; throws for a wrong one. */
  admits(request: FastifyRequest): boolean
}

export function createGate(adminToken: string | null, tools: { clock: Clock; logger: Logger }): Gate {
  const expected = adminToken === null ? null : digest(adminToken)
  const brake = createBrake(tools.clock)
  const trouble = createTroubleLog(tools)

  const admits: Gate['admits'] = ({ headers, ip }) => {
    if (expected === null || headers.authorization === undefined) return false
    if (brake.isOn(ip)) throw new HttpFault('too_many_attempts')
    // Digests are of one length and say nothing of the token's, so that neither does the time that this takes.
    if (timingSafeEqual(digest(bearerToken(headers.authorization)), expected)) return true
    brake.count(ip)
    trouble('A request came with a wrong ADMIN_TOKEN', `from ${ip}`)
    throw new HttpFault('unauthorized')
  }

  return {
    admits,
    demand(request) {
      if (expected === null) throw new HttpFault('admin_token_unset')
      if (!admits(request)) throw new HttpFault('unauthorized')
    },
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What follows the scheme, whose case does not matter; empty, and so never right, for any other scheme. */
const bearerToken = (authorization: string): string => /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
