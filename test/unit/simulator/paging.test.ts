import { describe, expect, it } from 'vitest'
import { cutPage, listBody, LIST_PAGING } from '../../../simulator/wire/paging.ts'
import { readQuery } from '../../../simulator/wire/query.ts'

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8]

function list(parameters: string, items: readonly number[] = EIGHT) {
  return listBody(readQuery(new URLSearchParams(parameters), LIST_PAGING), items, (item) => item)
}

describe('paging', () => {
  it('a page past the end is the last page once more', () => {
    expect(cutPage(EIGHT, { page: 100, pageSize: 3 })).toEqual({ items: [7, 8], page: 3, pages: 3 })
  })

  it('every item comes once, whatever the page size', () => {
    for (let pageSize = 1; pageSize <= EIGHT.length + 2; pageSize += 1) {
      const pages = Math.ceil(EIGHT.length / pageSize)
      const walked = Array.from(
        { length: pages },
        (_, at) => cutPage(EIGHT, { page: at + 1, pageSize }).items,
      )
      expect(walked.flat()).toEqual(EIGHT)
    }
  })

  it('a list tells the page that it really served', () => {
    expect(list('page=9&pageSize=5')).toEqual({
      pageNumber: 2,
      pageSize: 5,
      totalPages: 2,
      totalCount: 8,
      data: [6, 7, 8],
    })
  })

  it('a list with nothing in it is page 0 of 0', () => {
    expect(list('', [])).toEqual({ pageNumber: 0, pageSize: 100, totalPages: 0, totalCount: 0, data: [] })
  })

  it('includeAll answers one page of 30000', () => {
    expect(list('includeAll=true')).toMatchObject({
      pageNumber: 1,
      pageSize: 30000,
      totalPages: 1,
      data: EIGHT,
    })
  })
})

describe('query parameters', () => {
  const query = (text: string) =>
    readQuery(new URLSearchParams(text), ['include', 'page', 'rowIds', 'flag', 'since'])

  it('an unknown name is refused by name', () => {
    expect(() => query('pagesize=3')).toThrow('"pagesize"')
  })

  it('include is one comma list; the array forms are passed over', () => {
    expect(query('include=a,b').words('include', ['a', 'b'])).toEqual(new Set(['a', 'b']))
    expect(query('include[]=a&include[]=b').words('include', ['a', 'b'])).toEqual(new Set())
    expect(query('include=a&include=b').words('include', ['a', 'b'])).toEqual(new Set())
  })

  it('values that are not of their kind are refused with the parameter named', () => {
    expect(() => query('page=0').number('page', 1)).toThrow('parameter page')
    expect(() => query('page=x').number('page', 1)).toThrow('parameter page')
    expect(() => query('include=A').words('include', ['a'])).toThrow('parameter include')
    expect(() => query('flag=yes').flag('flag')).toThrow('parameter flag')
    expect(() => query('since=yesterday').time('since')).toThrow('parameter since')
    expect(() => query('rowIds=1,x').numbers('rowIds')).toThrow('parameter rowIds')
  })
})
