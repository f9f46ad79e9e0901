import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const ROOT = new URL('../../', import.meta.url)
const text = (name: string) => readFile(new URL(name, ROOT), 'utf8')
const there = (name: string) => existsSync(fileURLToPath(new URL(name, ROOT)))

const dockerfile = (await text('Dockerfile')).replaceAll('\\\n', ' ').split('\n')
const lines = (word: string) => dockerfile.filter((line) => line.startsWith(`${word} `))
const letThrough = (await text('.dockerignore'))
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1))

/** With other flags, what was compiled would be of no use. */
const command = '"node", "--max-semi-space-size=8", "--heap-growing-percent=30", "src/main.ts"'

interface Service {
  image?: string
  build?: string
  profiles?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  ports?: string[]
  environment?: Record<string, string>
  secrets?: string[]
  depends_on?: Record<string, { condition: string }>
  stop_grace_period?: string
  container_name?: string
}
const compose = parse(await text('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
}
const services = Object.entries(compose.services)

describe('the Dockerfile', () => {
  it('copies what is there, and what .dockerignore lets through', () => {
    const copied = lines('COPY')
      .filter((line) => !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1))
    expect(copied.filter((name) => !there(name))).toEqual([])
    expect([...new Set(copied)].sort()).toEqual([...letThrough].sort())
  })

  it('needs nothing at run time that it leaves behind', async () => {
    const { dependencies } = JSON.parse(await text('package.json')) as {
      dependencies: Record<string, string>
    }
    for (const name of ['pg-boss', 'fastify', 'prom-client', 'pg', 'axios'])
      expect(dependencies).toHaveProperty(name)
    for (const name of ['src/main.ts', 'simulator/main.ts']) expect(there(name)).toBe(true)
  })

  it('runs as a number that is not root, on one pinned Node, without a shell', () => {
    expect(lines('USER')).toEqual(['USER 10001:10001'])
    expect(new Set(lines('FROM').map((line) => line.split(' ')[1]))).toEqual(
      new Set(['node:24-bookworm-slim']),
    )
    expect(lines('ENTRYPOINT')).toEqual([`ENTRYPOINT [${command}]`])
    expect(lines('CMD')).toEqual(['CMD ["worker"]'])
    expect(lines('HEALTHCHECK')[0]).toMatch(/ CMD \["node", /)
    expect(lines('ADD')).toEqual([])
    expect(dockerfile.join('\n')).not.toMatch(/(TOKEN|SECRET|PASSWORD|KEY)[A-Z_]*=/)
  })

  it('installs what production needs: no development, no embedded database, no scripts', () => {
    expect(lines('RUN')[0]).toMatch(/^RUN npm ci (?=.*--omit=dev)(?=.*--omit=optional)(?=.*--ignore-scripts)/)
  })

  it('keeps what is compiled, made by the user who runs it', () => {
    expect(lines('RUN').slice(1)).toEqual([
      'RUN install --directory --owner=10001 --group=10001 .compiled',
      `RUN [${command}, "--version"]`,
    ])
    expect(dockerfile.indexOf('USER 10001:10001')).toBeLessThan(
      dockerfile.indexOf(`RUN [${command}, "--version"]`),
    )
    expect(lines('ENV')).toContain('ENV NODE_COMPILE_CACHE=/app/.compiled')
  })
})

describe('docker-compose.yml', () => {
  it('starts the worker when Postgres is healthy, and can have many of it', () => {
    const { worker } = compose.services
    expect(worker?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
    expect(worker?.container_name).toBeUndefined()
    // No port of the host is fixed.
    expect(worker?.ports).toEqual(['127.0.0.1::8080'])
    expect(worker?.stop_grace_period).toBe('15s')
  })

  it('publishes on the loopback address only', () => {
    for (const [name, { ports = [] }] of services) {
      for (const port of ports) expect([name, port]).toEqual([name, expect.stringMatching(/^127\.0\.0\.1:/)])
    }
  })

  it('gives secrets as files, and has none of its own outside the demo', () => {
    for (const [name, { profiles, environment = {} }] of services) {
      if (profiles?.includes('demo') === true) continue
      for (const variable of Object.keys(environment)) {
        if (/URL|KEY|TOKEN|PASSWORD/.test(variable))
          expect([name, variable]).toEqual([name, expect.stringMatching(/_FILE$/)])
      }
    }
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//)
  })

  it('locks the program in: read-only, without capabilities, without new privileges', () => {
    const own = services.filter(([, { image }]) => image === 'smartsheet-sync')
    expect(own.map(([name]) => name)).toEqual(['worker', 'simulator', 'demo-connect', 'demo-worker'])
    for (const [, service] of own) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      })
    }
  })

  it('pins every image, and keeps the demo out of an ordinary start', () => {
    for (const [, { image, build }] of services) expect(build ?? image).toMatch(/^\.$|:\d+-/)
    const demo = services
      .filter(([, { profiles }]) => profiles?.includes('demo') === true)
      .map(([name]) => name)
    expect(demo).toEqual(['demo-postgres', 'simulator', 'demo-connect', 'demo-worker'])
  })
})
