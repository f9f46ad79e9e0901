import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../simulator/store/model.ts'
import { ERRORS, type ErrorCode } from '../../src/core/errors.ts'
import { refusal, type Report, useDoctor } from '../support/doctorStage.ts'

const doctor = await useDoctor()
const { check, connect, fault, run, sheet, odd, simulator, env } = doctor

interface Cause {
  check: string
  code: ErrorCode
  text: RegExp
  look: () => Promise<Report>
}

const READ = /sheets\/\d+$/

const CAUSES: Record<string, Cause> = {
  'it was disconnected': {
    ...{ check: 'connection', code: 'connection_not_found', text: /Disconnected/ },
    async look() {
      await connect()
      await run(`disconnect --tenant acme --sheet ${sheet}`)
      return check()
    },
  },
  'there is no key': {
    ...{ check: 'key', code: 'key_missing', text: /No API key/ },
    async look() {
      await connect()
      return check(sheet, doctor.withKey(''))
    },
  },
  'the key was sealed with another SECRETS_KEY': {
    ...{ check: 'key', code: 'key_sealed', text: /sealed/i },
    async look() {
      await run(`connect --tenant acme --sheet ${sheet} --no-check --api-key-stdin`, { input: 'a-key-1234' })
      return check(sheet, { env: { ...env, SECRETS_KEY: Buffer.alloc(32, 1).toString('base64') } })
    },
  },
  'the key is wrong': {
    ...{ check: 'key', code: 'key_invalid', text: /1002/ },
    look: () => check(sheet, doctor.withKey('wrong-key-1234')),
  },
  'the key has expired': {
    ...{ check: 'key', code: 'key_expired', text: /1003/ },
    look: () => check(sheet, doctor.anotherKey({ expired: true })),
  },
  'no region knows the key': {
    ...{ check: 'key', code: 'key_invalid', text: /us, eu, au, gov/ },
    look() {
      doctor.regions.serve(null)
      return check(sheet, doctor.regional)
    },
  },
  'another region was given': {
    ...{ check: 'region', code: 'wrong_region', text: /belongs to region eu.* says us/ },
    async look() {
      doctor.regions.serve('eu')
      await connect(' --region us')
      return check(sheet, doctor.regional)
    },
  },
  'the plan has no API': {
    ...{ check: 'plan', code: 'plan_without_api', text: /1013/ },
    look() {
      fault(refusal(403, 1013))
      return check()
    },
  },
  'an administrator restricts the sign-in': {
    ...{ check: 'permission', code: 'access_policy', text: /1362/ },
    look() {
      fault(refusal(403, 1362))
      return check()
    },
  },
  'Smartsheet refuses with 429': {
    ...{ check: 'budget', code: 'rate_limited', text: /429/ },
    look() {
      fault(refusal(429, 4003))
      return check()
    },
  },
  'the key is paused since a 429': {
    ...{ check: 'budget', code: 'rate_limited', text: /pause; it ends in (59|60) s/ },
    async look() {
      fault(refusal(429, 4003))
      await check()
      simulator.faults.clear()
      return check()
    },
  },
  'the clock of the machine is wrong': {
    ...{ check: 'clock', code: 'clock_skew', text: /behind Smartsheet/ },
    look() {
      doctor.regions.serve('us', { Date: new Date(Date.now() + 300_000).toUTCString() })
      return check(sheet, doctor.regional)
    },
  },
  'the sheet is not shared with the key': {
    ...{ check: 'permission', code: 'no_access', text: /1004/ },
    look: () => check(sheet, doctor.anotherKey({ sees: [] })),
  },
  'there is no such sheet': {
    ...{ check: 'sheet', code: 'sheet_not_found', text: /1006/ },
    look: () => check('4711'),
  },
  'the id is a report': {
    ...{ check: 'sheet', code: 'report_id', text: /is the id of a report/ },
    look: () =>
      check(String(simulator.createReport({ name: 'R', sheetId: Number(sheet), columns: ['Company'] }))),
  },
  'Smartsheet is closed for maintenance': {
    ...{ check: 'sheet', code: 'api_unavailable', text: /4001/ },
    look() {
      fault(refusal(503, 4001), /version/)
      return check()
    },
  },
  'a proxy drops the parameter level': {
    ...{ check: 'columns', code: 'level_ignored', text: /as plain text in Company/ },
    look() {
      const columns = [{ id: 1, title: 'Company', type: 'TEXT_NUMBER', version: 2, index: 0 }]
      fault({ kind: 'lie', change: { columns, rows: [], totalRowCount: 0 } }, READ)
      return check()
    },
  },
  'a mapped column is gone': {
    ...{ check: 'mapping', code: 'column_missing', text: /not in the sheet any more: Company/ },
    async look() {
      await connect()
      await run(`sync --tenant acme --sheet ${sheet}`)
      const rest = ({ columns }: JsonObject) =>
        (columns as JsonObject[]).filter((one) => one['title'] !== 'Company')
      fault({ kind: 'lie', change: (body) => ({ ...body, columns: rest(body) }) }, READ)
      return check()
    },
  },
  'the columns do not say what they are': {
    ...{ check: 'mapping', code: 'needs_mapping', text: /Not known yet/ },
    look: () => check(odd),
  },
}

describe('check', () => {
  it.each(Object.entries(CAUSES))('says that %s, with its code and remedy', async (_what, cause) => {
    const { exitCode, ok, findings } = await cause.look()
    expect([exitCode, ok]).toEqual([1, false])
    const wrong = findings.filter((finding) => !finding.ok)
    expect(wrong).toEqual([
      {
        ...{ check: cause.check, ok: false, code: cause.code },
        text: expect.stringMatching(cause.text) as string,
        remedy: expect.stringMatching(/.{10}/) as string,
      },
    ])
  })

  it('has another remedy for each code', () => {
    const codes = new Set(Object.values(CAUSES).map(({ code }) => code))
    expect(new Set([...codes].map((code) => ERRORS[code].remedy)).size).toBe(codes.size)
  })

  it('finds the region of a key by itself, remembers it, and asks no other host then', async () => {
    doctor.regions.serve('au')
    const { findings } = await check(sheet, doctor.regional)
    expect(findings.find((one) => one.check === 'region')).toMatchObject({
      ok: true,
      text: expect.stringMatching(/smartsheet\.au.*region au, as the key tells/) as string,
    })
    expect(doctor.regions.asked.slice(0, 4)).toEqual(['us', 'eu', 'au', 'au'])
    doctor.regions.asked.length = 0
    expect(await check(sheet, doctor.regional)).toMatchObject({ ok: true })
    expect(new Set(doctor.regions.asked)).toEqual(new Set(['au']))
  })

  it('R19 shows a key to none of these hosts where another address was configured', async () => {
    doctor.regions.serve('us')
    await check(sheet, doctor.withKey('wrong-key-1234'))
    expect(doctor.regions.asked).toEqual([])
  })

  it('lists the columns with their types, for people and programs', async () => {
    const { columns, findings } = await check()
    expect(columns.map(({ title, type }) => `${title} ${type}`)).toEqual(
      ['Company', 'Contact', 'Email', 'Deal'].map((title) => `${title} TEXT_NUMBER`),
    )
    expect(findings.find((one) => one.check === 'columns')?.text).toMatch(/Company \(TEXT_NUMBER\)/)
  })
})
