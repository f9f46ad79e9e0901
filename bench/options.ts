export function wholeNumber(option: string, value: string, least = 1): number {
  if (!/^(0|[1-9]\d*)$/.test(value) || Number(value) < least)
    throw new Error(`--${option} takes a whole number${least > 0 ? '' : ' or 0'}, not "${value}".`)
  return Number(value)
}
