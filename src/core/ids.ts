import { v7 } from 'uuid'

/** A new id. Version 7: ids sort by the time of their making, and stay together in an index. */
export const uuidv7 = (): string => v7()
