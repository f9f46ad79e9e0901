import { describe, expect, test } from 'vitest'
import { foldCompanyName, foldPersonName } from '../../../src/identity/names.ts'

// prettier-ignore
const APART: [string, string][] = [
  ['Sia Partners', 'Partners'], ['Sia Capital', 'Pao Capital'], ['Zao Ventures', 'Pao Ventures'],
  ['UAB Medicine', 'Medicine'], ['UAB Health System', 'Health System'], ['Blink EV', 'Blink'],
  ['Ola EV', 'Ola'], ['Mahindra EV', 'Mahindra'], ['Tata EV Ltd', 'Tata Ltd'],
  ['Delta Ag LLC', 'Delta LLC'], ['Heartland Ag', 'Heartland'], ['Pinnacle Ag Inc', 'Pinnacle Inc'],
  ['Bio Sci Ltd', 'Bio Ltd'], ['Zen Spa', 'Zen'], ['Life Sci', 'Life'], ['Data Sci Inc', 'Data Inc'],
  ['Vodafone EG', 'Vodafone'], ['C# Corner', 'C Corner'], ['C++ Builders', 'C Builders'],
  ['+Simple', 'Simple'], ['A+ Services', 'A Services'], ['B+ Media', 'B Media'],
  ['Plan A/B', 'Plan'], ['Plan B', 'Plan'], ['Plan B', 'Plan C'],
  ['Plan A', 'Plan'], ['Studio A', 'Studio'], ['Studio K', 'Studio'],
  ['Block E', 'Block Y'], ['Block E GmbH', 'Block GmbH'], ['Vitamin E Ltd', 'Vitamin Ltd'],
  ['Team E AG', 'Team AG'], ['Model Y Capital', 'Model E Capital'], ['Gen Y LLC', 'Gen LLC'],
  ['AS Roma', 'Roma'], ['SA Recycling', 'Recycling'], ['AB InBev', 'InBev'],
  ['SE Group', 'Group'], ['Company A', 'Company B'], ['Company 3', 'Company'],
  ['The Company', 'Company'], ['Co-op', 'Op'], ['Co Star', 'Star'],
  ['Limited Run Games', 'Run Games'], ['Ford', 'Fords'], ['Smith & Sons', 'Smith'],
  ['Smith and Sons', 'Smith Sons'], ['A & B', 'A B'], ['AT&T', 'ATT'],
  ['H&M', 'HM'], ['C&A', 'CA'], ['M&S', 'MS'],
  ['D&B', 'DB'], ['P&G', 'PG'], ['Santé en Ville', 'Santé et Ville'],
  ['Expertos en Marketing', 'Expertos y Marketing'], ['En Garde GmbH', 'Garde GmbH'], ['Et Cetera AG', 'Cetera AG'],
  ['E.ON', 'EON'], ['O2', 'O 2'], ['7-Eleven', '7 Eleven 2'],
  ['1&1', '11'], ['3M', '3 M'], ['X', 'X X'],
  ['Meta', 'Meta Me'], ['Alpha Me Ltda', 'Alpha'], ['Trade Me', 'Trade'],
  ['Hire Me Inc', 'Hire Inc'], ['Oy', 'Oy Vey'], ['Oy Vey Bakery', 'Vey Bakery'],
  ['Scale AI', 'Scale'], ['Apple', 'Appel'], ['ガス', 'カス'],
  ['トヨタ自動車', 'ヨタ自動車'], ['日本有限', '日本'], ['Asa', 'As'],
  ['Asa Ltd', 'As Ltd'], ['Ab Initio', 'Initio'], ['Ad Astra Sau', 'Ad Astra'],
  ['SAS Institute', 'Institute'], ['Mama Sia', 'Mama'], ['CIA', 'FBI'],
  ['Bin Doo', 'Bin'], ['Scooby Doo', 'Scooby'],
  ['Camp Ou', 'Camp'], ['Ead Media', 'Media'], ['Pro Hf', 'Pro'],
  ['Rapid Se', 'Rapid'], ['Info As', 'Info'],
  ['AG Insurance', 'Insurance'], ['AG2R', '2R'], ['NV Energy', 'Energy'],
  ['PT Bank', 'Bank'], ['PT Telkom', 'Telkom'], ['Sociedad Anonima Damm', 'Damm'],
  ['Bank of America', 'Bank America'], ['El Corte', 'Corte'], ['The Gap', 'Gap'],
  ['主', '株'], ['주', '유'], ['유진', '진'],
  ['유 진', '진'], ['주 성', '성'], ['Foo (Germany)', 'Foo'],
  ['Foo Germany', 'Foo'],
]

// prettier-ignore
const ONE: [string, string][] = [
  ['Müller GmbH', 'MULLER AG'], ['Müller & Söhne GmbH', 'Müller und Söhne'],
  ['Müller GmbH & Co. KG', 'Müller'], ['Smith & Sons Ltd', 'smith and sons'],
  ['Dupont et Fils SARL', 'Dupont & Fils'], ['Pérez y Hijos, S.L.', 'PÉREZ & HIJOS'],
  ['Rossi e Figli', 'Rossi & Figli S.r.l.'], ['Silva e Filhos Lda', 'Silva & Filhos'],
  ['Jansen en Zonen B.V.', 'Jansen & Zonen'], ['Tiffany & Co.', 'Tiffany'],
  ['J.P. Morgan', 'JP Morgan'], ['J. P. Morgan & Co.', 'JP Morgan'],
  ['A.I. Labs', 'AI Labs'], ['U.S. Steel', 'US Steel'],
  ['Canal+', 'Canal Plus'], ['Nokia Oyj', 'Nokia'],
  ['Novák s.r.o.', 'Novak'], ['Kowalski Sp. z o.o.', 'Kowalski'],
  ['UAB "Maxima"', 'Maxima'], ['SIA „Rimi”', 'Rimi'],
  ['Maxima, UAB', 'Maxima'], ['ООО «Ромашка»', 'Ромашка'],
  ['株式会社トヨタ', 'トヨタ'], ['삼성전자(주)', '삼성전자'],
  ["O'Reilly", 'O’Reilly Inc'], ['Jean-Luc SA', 'Jean Luc S.A.'],
  ['Acme, Inc.', 'ACME INC'], ['Acme Co., Ltd.', 'Acme'],
  ['Telstra Pty Ltd', 'Telstra'], ['Tata Pvt. Ltd.', 'Tata Private Limited'],
  ['Petronas Sdn. Bhd.', 'Petronas'], ['Volksbank e.G.', 'Volksbank eG'],
  ['TSV München e.V.', 'TSV München'], ['Straße', 'STRASSE'],
  ['Møller A/S', 'Moller'], ['Huber Ges.m.b.H.', 'Huber'],
  ['Silva LTDA - ME', 'Silva'], ['Pemex S.A. de C.V.', 'Pemex'],
  ['Yahoo!', 'Yahoo'], ['E*Trade', 'E-Trade'],
  ['7-Eleven', '7 Eleven'], ['AT&T', 'AT & T'],
  ['H&M', 'H & M'], ['Ｓｏｎｙ', 'Sony'],
  ['ｿﾆｰ', 'ソニー'], ['㈱ソニー', 'ソニー'],
  ['Acme S.p.A.', 'Acme SPA'], ['Fazer Oy Ab', 'Fazer'], ['Rossi Snc', 'Rossi S.n.c.'], ['Lombard en Co BV', 'Lombard'],
  ['Rossi  Srl', 'ROSSI S.R.L.'],
]

describe('names of companies', () => {
  test.each(APART)('R6 %s and %s are two', (one, other) => {
    expect(foldCompanyName(one)).not.toBe(foldCompanyName(other))
  })

  test.each(ONE)('R6 %s and %s are one', (one, other) => {
    expect(foldCompanyName(one)).toBe(foldCompanyName(other))
  })
})

describe('names of people', () => {
  test.each([
    ['M.R. Smith', 'Mr Smith'],
    ['D.R. Smith', 'M.R. Smith'],
    ['J.O. Smith', 'Jo Smith'],
    ['Herr Müller', 'Frau Müller'],
    ['Herr Dr. Müller', 'Frau Dr. Müller'],
    ['Mr Lee', 'Miss Lee'],
    ['Ing Chen', 'Mag Chen'],
    ['Ir Wan', 'Wan'],
    ['John Doe Jr', 'John Doe'],
    ['Li Na', 'Lina'],
  ])('R6 %s and %s are two', (one, other) => {
    expect(foldPersonName(one)).not.toBe(foldPersonName(other))
  })

  test.each([
    ['Mr Bob Lee', 'Bob Lee'],
    ['Dipl.-Ing. Hans Huber', 'Hans Huber'],
    ['Dipl. Ing. Hans Huber', 'Ing. Hans Huber'],
    ['Herr Dr. Max Müller', 'Prof. Max Müller'],
    ['Dr.Anna Schmidt', 'Anna Schmidt'],
    ['J.R.R. Tolkien', 'J. R. R. Tolkien'],
  ])('R6 %s and %s are one', (one, other) => {
    expect(foldPersonName(one)).toBe(foldPersonName(other))
  })
})
