import nock from 'nock'
import { REGION_BASE_URLS, type Region } from '../../src/smartsheet/regions.ts'

export interface Regions {
  /** Those asked so far, in order. */
  asked: Region[]
  /** From now on only this one knows the keys; null: none does. */
  serve(home: Region | null, headers?: Record<string, string>): void
}

/** Smartsheet's own hosts, each with the same sheet without rows, answered from here. */
export function regionsWith(sheet: string): Regions {
  const asked: Region[] = []
  return {
    asked,
    serve(home, headers = {}) {
      nock.cleanAll()
      for (const region of Object.keys(REGION_BASE_URLS) as Region[]) {
        serveRegion(region, sheet, (body) => {
          asked.push(region)
          return region === home ? [200, body, headers] : [401, { errorCode: 1002 }]
        })
      }
    },
  }
}

type Answered = [number, object] | [number, object, Record<string, string>]

function serveRegion(region: Region, sheet: string, answer: (body: object) => Answered): void {
  const columns = ['Company', 'Contact', 'Email'].map((title, index) => ({
    ...{ id: index + 1, title, type: 'TEXT_NUMBER', index },
  }))
  const found = { id: Number(sheet), name: 'S', version: 1, totalRowCount: 0, accessLevel: 'VIEWER' }
  nock(new URL(REGION_BASE_URLS[region]).origin)
    .persist()
    .get('/2.0/users/me')
    .reply(() => answer({ email: 'ann@acme.example', account: { name: 'Acme' } }))
    .get(`/2.0/sheets/${sheet}/version`)
    .reply(() => answer({ version: 1 }))
    .get(`/2.0/sheets/${sheet}`)
    .query(true)
    .reply(() => answer({ ...found, columns, rows: [] }))
}
