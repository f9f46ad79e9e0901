// JSON numbers are only doubles to JavaScript: above 2^53 they would be rounded, and a rounded id is another
// row (R4). Such a number starts right after a structural character; text that looks alike costs time only.
const MAY_HOLD_BIG_INTEGER = /[:,[]\s*-?(?:\d{17}|9\d{15})/

/** Integers that a double cannot hold exactly come as strings of their digits. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const rounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  const source = context?.source
  return rounded && source !== undefined && /^-?\d+$/.test(source) ? source : value
}

/**
 * JSON.parse without rounding. Throws SyntaxError, TypeError where the bytes are not UTF-8, and RangeError for nesting
 * without end.
 */
export function parseBody(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  // A reviver makes parsing five times slower, so it runs only where it may be needed.
  return MAY_HOLD_BIG_INTEGER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
}
