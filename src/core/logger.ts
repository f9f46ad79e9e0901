import { pino, type Logger } from 'pino'

export type { Logger }

/** JSON lines on stderr, so that stdout stays what a command was asked for. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
}
