import type { CellInput } from '../store/cells.ts'
import type { Person } from '../store/model.ts'
import { pick, type Random, seededRandom } from '../store/random.ts'
import type { CellInputs, RowInput } from '../store/rows.ts'
import { COMPANIES, type SampleCompany } from './companies.ts'
import { DEALS, FIRST_NAMES, JOB_TITLES, LAST_NAMES, OWNERS } from './people.ts'
import { STAGES } from './sampleColumns.ts'

type Cells = Record<string, CellInput>

const CHANCE: Readonly<Record<string, number>> = {
  Lead: 0.1,
  Qualified: 0.25,
  Proposal: 0.5,
  Negotiation: 0.75,
  Won: 1,
  Lost: 0,
}

const NOTES: readonly string[] = [
  'Met at the autumn trade fair, wants a demo for the whole team.',
  'Budget is approved from the next quarter on.',
  'Asked for references in the same industry.',
  'Prefers a call in the morning.\nDo not send attachments.',
  'Compares us with two other vendors; decision by the board.',
  'Very happy with the pilot, will talk to the other plants.',
]

/** Accounts with their people and deals below them, a blank row after each few: the same rows every time. */
export function sampleRows(): RowInput[] {
  const random = seededRandom(20_260_105)
  const names = shuffledNames(random)
  return COMPANIES.flatMap((company, index): RowInput[] => {
    const team = names.splice(0, 4 + (index % 4)).map((name) => personOf(name, company))
    const children = team.map((_, member) => ({
      cells: memberCells({ company, index, member, team, random }),
    }))
    const account: RowInput = { cells: accountCells(company, index), children }
    return index % 3 === 2 ? [account, { cells: {} }] : [account]
  })
}

function accountCells(company: SampleCompany, index: number): CellInputs {
  const address = `https://www.${company.domain}`
  return {
    Company: company.name,
    Website: index % 2 === 0 ? { value: company.domain, hyperlink: { url: address } } : address,
    Industry: company.industry,
    Employees: { value: company.employees, displayValue: company.employees.toLocaleString('en-US') },
    Status: company.status,
    Owner: { contact: OWNERS[index % OWNERS.length] ?? OWNERS[0] },
    Region: company.region,
    Onboarding: company.status === 'Customer' ? `${2 + (index % 3)}w 3d` : null,
    'Internal code': `AC-${String(index + 1).padStart(3, '0')}`,
  }
}

interface Member {
  company: SampleCompany
  index: number
  /** Which of the team the row is about. */
  member: number
  team: readonly SamplePerson[]
  random: Random
}

interface SamplePerson {
  name: string
  email: string
}

/** A person of the account; every second one with a deal. Some rows repeat the company in another spelling. */
function memberCells(about: Member): CellInputs {
  const { company, index, member, team, random } = about
  const { name, email } = team[member] ?? OWNERS[0]
  const spelling = member === 0 ? company.name : company.spellings[(member - 1) % company.spellings.length]
  const number = index * 10 + member
  return {
    ...(spelling === undefined ? {} : { Company: spelling }),
    Contact: name,
    Email: member % 3 === 2 ? { value: email, hyperlink: { url: `mailto:${email}` } } : email,
    Phone: `${company.phone}${String(10 + ((number * 7) % 90))}`,
    'Job title': pick(random, JOB_TITLES),
    'Last contacted': `2026-0${1 + (number % 6)}-${String(1 + (number % 27)).padStart(2, '0')}`,
    Newsletter: number % 4 === 3 ? null : number % 3 !== 0,
    Score: number % 11,
    ...extraCells(number, random),
    ...(member % 2 === 0 ? dealCells(about, number) : {}),
  }
}

function extraCells(number: number, random: Random): Cells {
  return {
    ...(number % 3 === 0 ? { Notes: pick(random, NOTES) } : {}),
    ...(number % 4 === 1 ? { Tags: { choices: ['Newsletter, monthly', 'Key account'] } } : {}),
    ...(number % 7 === 2 ? { Tags: { choices: ['Referral'] } } : {}),
    ...(number % 5 === 0 ? { Interests: { choices: ['Security', 'Sailing, on weekends'] } } : {}),
    ...(number % 6 === 0
      ? { Birthday: `19${70 + (number % 29)}-04-${String(1 + (number % 28)).padStart(2, '0')}` }
      : {}),
    ...(number % 9 === 4 ? { 'Next call': `2026-09-0${1 + (number % 9)}T14:30:00` } : {}),
    ...(number % 13 === 5 ? { Priority: true } : {}),
  }
}

function dealCells({ company, member, team, random }: Member, number: number): Cells {
  const stage = STAGES[number % STAGES.length] ?? 'Lead'
  const probability = CHANCE[stage] ?? 0
  const amount = 500 * (3 + Math.floor(random() * 180))
  return {
    Deal: `${pick(random, DEALS)} ${company.name.split(' ')[0] ?? ''} ${2026 + (number % 2)}`,
    Amount: { value: amount, displayValue: dollars(amount) },
    Stage: stage,
    Probability: { value: probability, displayValue: `${probability * 100}%` },
    'Close date': `2026-${String(7 + (number % 6)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`,
    Stakeholders: { contacts: stakeholders(team, member) },
    Weighted: {
      value: amount * probability,
      displayValue: dollars(amount * probability),
      formula: '=Amount@row * Probability@row',
    },
  }
}

/** Two colleagues of the row's person; on some rows with somebody of whom only the name is known. */
function stakeholders(team: readonly SamplePerson[], member: number): Person[] {
  const colleagues = [1, 2].flatMap((step) => team[(member + step) % team.length] ?? [])
  return member === 4 ? [...colleagues, { name: 'Their new controller' }] : colleagues
}

/** Every first name with a last name of its own, so that no person comes twice by accident. */
function shuffledNames(random: Random): [string, string][] {
  const people = FIRST_NAMES.flatMap((first) => LAST_NAMES.map((last): [string, string] => [first, last]))
  for (let end = people.length - 1; end > 0; end -= 1) {
    const other = Math.floor(random() * (end + 1))
    const [a, b] = [people[end], people[other]]
    if (a && b) [people[end], people[other]] = [b, a]
  }
  return people
}

function personOf([first, last]: readonly [string, string], { domain }: SampleCompany): SamplePerson {
  return { name: `${first} ${last}`, email: `${plain(first)}.${plain(last)}@${domain}` }
}

function plain(name: string): string {
  const ascii = name.toLowerCase().replaceAll('ı', 'i').normalize('NFD')
  return ascii.replace(/[^a-z]/g, '')
}

function dollars(amount: number): string {
  return `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2 })}`
}
