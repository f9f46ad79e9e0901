import { describe, expect, it } from 'vitest'
import { fieldsOf, mapOne } from './build.ts'

describe('names', () => {
  it.each([
    ['Bob Lee', null, 'Bob', 'Lee'],
    ['Dr. Anna Maria van der Berg', 'Dr.', 'Anna', 'Maria van der Berg'],
    ['Prof. Dr. Lee', 'Prof. Dr.', null, 'Lee'],
    ['Bob Lee, Jr.', null, 'Bob', 'Lee'],
    ['Bob Lee Ph.D.', null, 'Bob', 'Lee'],
    ['Björk', null, 'Björk', null],
    ['Herr Max Meier', 'Herr', 'Max', 'Meier'],
    ['Dr. med. Anna Schmidt', 'Dr. med.', 'Anna', 'Schmidt'],
    ['Prof. Dr. Dr. h.c. Hans Huber', 'Prof. Dr. Dr. h.c.', 'Hans', 'Huber'],
    ['Dipl.-Ing. Hans Huber', 'Dipl.-Ing.', 'Hans', 'Huber'],
    ['Sr. Juan Pérez', 'Sr.', 'Juan', 'Pérez'],
    ['Don Draper', null, 'Don', 'Draper'],
    ['Jan van den Berg', null, 'Jan', 'van den Berg'],
    ['J. R. R. Tolkien', null, 'J. R. R.', 'Tolkien'],
    ['Bob "Bobby" Lee', null, 'Bob', 'Lee'],
    ['Bob Lee (Acme)', null, 'Bob', 'Lee'],
    ['Bob Lee <bob@acme.com>', null, 'Bob', 'Lee'],
    ['Bob Lee, MD, PhD', null, 'Bob', 'Lee'],
    ['Bob Lee, CEO', null, null, null],
    ['Acme, Inc.', null, null, null],
    ['Bob and Ann Lee', null, null, null],
    ['Bob Lee / Ann Ray', null, null, null],
    ['Bob Lee, Ann Ray', null, null, null],
    ['Lee, Bob, Acme', null, null, null],
    ['bob@acme.com', null, null, null],
    ['$1,234.50', null, null, null],
  ])('%s is %s, %s, %s and stays as typed', (name, prefix, first, last) => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: name })
    expect(fieldsOf(row, 'Contact')).toEqual({ name, prefix, first_name: first, last_name: last })
  })

  it.each([
    ['von der Leyen, Ursula', ['Ursula von der Leyen', null, 'Ursula', 'von der Leyen']],
    ["O'Brien, Mary Ann", ["Mary Ann O'Brien", null, 'Mary Ann', "O'Brien"]],
    ['García Márquez, Gabriel', ['Gabriel García Márquez', null, 'Gabriel', 'García Márquez']],
    ['Schmidt, Dr. Anna', ['Dr. Anna Schmidt', 'Dr.', 'Anna', 'Schmidt']],
    ['Lee, Bob, Jr.', ['Bob Lee Jr.', null, 'Bob', 'Lee']],
    ['Smith, John Jr.', ['John Smith Jr.', null, 'John', 'Smith']],
  ])('%s is %j', (typed, [name, prefix, first, last]) => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: typed })
    expect(fieldsOf(row, 'Contact')).toEqual({ name, prefix, first_name: first, last_name: last })
  })

  it('"Lee, Bob" is Bob Lee', () => {
    const row = mapOne('entities: [{ type: contact, fields: { name: N } }]', { N: '' }, { N: 'Lee, Bob' })
    expect(fieldsOf(row, 'Contact')).toMatchObject({ name: 'Bob Lee', first_name: 'Bob', last_name: 'Lee' })
  })

  it('first and last name make the name where it is not mapped', () => {
    const mapping = 'entities: [{ type: contact, fields: { firstName: F, lastName: L } }]'
    const row = mapOne(mapping, { F: '', L: '' }, { F: 'Bob', L: 'Lee' })
    expect(fieldsOf(row, 'Contact')).toEqual({ name: 'Bob Lee', first_name: 'Bob', last_name: 'Lee' })
  })
})
