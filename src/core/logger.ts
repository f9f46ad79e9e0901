import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** JSON lines, by default on stderr, so that stdout stays what a command was asked for. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination({ fd: 2, sync: true }),
  )
}
