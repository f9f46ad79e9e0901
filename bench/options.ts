export function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${option} takes a whole number, not "${value}".`)
  return Number(value)
}
