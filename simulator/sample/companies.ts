/**
 * Invented companies; every domain is of the reserved .example, the numbers are kept for fiction where the country
 * keeps any that libphonenumber takes for valid.
 */
export interface SampleCompany {
  name: string
  /** Other spellings that rows of the same company use. */
  spellings: readonly string[]
  domain: string
  industry: string
  employees: number
  region: string
  status: string
  /** The beginning of its numbers; two digits follow. */
  phone: string
}

const TABLE = `
ACME Corp. | Acme Corporation; acme corp; ACME Corp | acme-corp.example | Manufacturing | 1200 | Americas | Customer | +1 212 555 01
Northwind Traders | Northwind Traders Ltd; NORTHWIND TRADERS | northwind-traders.example | Wholesale | 340 | EMEA | Customer | +44 20 7946 00
Kestrel Robotics Inc. | Kestrel Robotics | kestrel-robotics.example | Robotics | 85 | Americas | Prospect | +1 415 555 01
Müller & Söhne Maschinenbau GmbH | Mueller & Soehne Maschinenbau; Müller & Söhne Maschinenbau | mueller-soehne.example | Manufacturing | 2600 | EMEA | Customer | +49 30 2312 50
Blue Heron Logistics LLC | Blue Heron Logistics | blueheron-logistics.example | Logistics | 510 | Americas | Customer | +1 312 555 01
Halcyon Health |  | halcyon-health.example | Healthcare | 4300 | EMEA | Prospect | +44 161 496 00
Café Lumière SARL | Cafe Lumiere | cafe-lumiere.example | Hospitality | 28 | EMEA | Customer | +33 1 99 00 10
Cobalt Bay Software |  | cobaltbay.example | Software | 160 | Americas | Prospect | +1 206 555 01
Tidewater Foods Pty Ltd | Tidewater Foods | tidewater-foods.example | Food & beverage | 720 | APAC | Customer | +61 2 5550 01
Brightmoor Energy |  | brightmoor-energy.example | Energy | 9100 | EMEA | Prospect | +44 113 496 00
Fernhill Architects |  | fernhill.example | Architecture | 42 | EMEA | Former customer | +44 131 496 00
Sakura Denki 株式会社 |  | sakura-denki.example | Electronics | 3900 | APAC | Prospect | +81 3 5550 01
Orchard Analytics |  | orchard-analytics.example | Software | 64 | Americas | Customer | +1 617 555 01
Pinecrest Insurance Group |  | pinecrest-insurance.example | Insurance | 1850 | Americas | Prospect | +1 860 555 01
Quillon Security |  | quillon-security.example | Security | 230 | EMEA | Customer | +44 28 9649 60
Ñandú Viajes S.A. | Nandu Viajes | nandu-viajes.example | Travel | 75 | Americas | Customer | +54 11 5550 01
Verdant Farms Cooperative |  | verdant-farms.example | Agriculture | 310 | APAC | Prospect | +64 9 555 01
Willowbrook Clinics |  | willowbrook-clinics.example | Healthcare | 980 | Americas | Customer | +1 503 555 01
Zephyr Airframes AB | Zephyr Airframes | zephyr-airframes.example | Aerospace | 5400 | EMEA | Prospect | +46 8 465 004 
Umbra Studios |  | umbra-studios.example | Media | 19 | EMEA | Prospect | +31 20 555 01
`

export const COMPANIES: readonly SampleCompany[] = TABLE.trim().split('\n').map(readLine)

function readLine(line: string): SampleCompany {
  const [name = '', spellings = '', domain = '', industry = '', employees = '', ...rest] = line.split(' | ')
  const [region = '', status = '', phone = ''] = rest
  return {
    name,
    spellings: spellings.split('; ').filter((spelling) => spelling !== ''),
    domain,
    industry,
    employees: Number(employees),
    region,
    status,
    phone,
  }
}
