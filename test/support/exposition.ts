/** One sample of a scrape. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

export interface Scrape {
  /** By metric name: counter, gauge or histogram. */
  types: Map<string, string>
  samples: Sample[]
  /** The value of the one series with these labels; undefined where there is none. */
  value: (name: string, labels?: Record<string, string>) => number | undefined
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`)
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y
const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' }

/** Reads the text format of Prometheus, and throws for whatever is not of it. */
export function parseExposition(text: string): Scrape {
  if (!text.endsWith('\n')) throw new Error('The last line does not end')
  const types = new Map<string, string>()
  const samples: Sample[] = []
  for (const line of text.split('\n')) {
    const [, declared, type] = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`).exec(line) ?? []
    if (declared !== undefined && type !== undefined) {
      if (types.has(declared)) throw new Error(`${declared} is declared twice`)
      types.set(declared, type)
    } else if (line !== '' && !new RegExp(`^# HELP ${NAME} .`).test(line)) {
      samples.push(sampleOf(line, types))
    }
  }
  const series = samples.map(seriesOf)
  if (new Set(series).size < series.length) throw new Error('A series comes twice')
  return {
    types,
    samples,
    value: (name, labels = {}) => samples[series.indexOf(seriesOf({ name, labels }))]?.value,
  }
}

function sampleOf(line: string, types: ReadonlyMap<string, string>): Sample {
  const [, name, labels = '', value = ''] = SAMPLE.exec(line) ?? []
  if (name === undefined) throw new Error(`Not a sample: ${line}`)
  if (!types.has(name) && types.get(name.replace(/_(bucket|sum|count)$/, '')) !== 'histogram') {
    throw new Error(`${name} has no type before it`)
  }
  return { name, labels: labelsOf(labels), value: numberOf(value) }
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  LABEL.lastIndex = 0
  while (LABEL.lastIndex < text.length) {
    const [, name = '', value = ''] = LABEL.exec(text) ?? []
    if (name === '') throw new Error(`Not labels: ${text}`)
    labels[name] = value.replace(/\\[n"\\]/g, (escape) => ESCAPES[escape] ?? '')
  }
  return labels
}

function numberOf(text: string): number {
  if (text === '+Inf') return Infinity
  // So written by the library for a lag that was not measured yet; Prometheus reads it in any case.
  if (/^nan$/i.test(text)) return NaN
  if (!/^-?\d/.test(text) || Number.isNaN(Number(text))) throw new Error(`Not a number: ${text}`)
  return Number(text)
}

const seriesOf = ({ name, labels }: Pick<Sample, 'name' | 'labels'>): string =>
  JSON.stringify([name, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))])
