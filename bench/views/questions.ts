/** What people and applications ask of a view; `id(kind, n)` of the filled graph is spelled out. */
export interface Question {
  name: string
  view: 'contacts' | 'companies' | 'deals'
  select?: string
  /** Besides the tenant. */
  where?: string
  rest?: string
}

const idOf = (kind: string): string =>
  `'${(77).toString(16).padStart(8, '0')}-0000-7000-8000-${kind.charCodeAt(0).toString(16).padStart(12, '0')}'`

const page = (view: Question['view'], order = 'name'): Question => ({
  name: `page of 50 by ${order.replace(' desc', ', newest').replace(' nulls last', '')}`,
  view,
  rest: `order by ${order} limit 50`,
})

export const QUESTIONS: readonly Question[] = [
  { name: 'one by id', view: 'contacts', where: `id = ${idOf('c')}` },
  { name: 'by name', view: 'contacts', where: `name = 'Nobody'` },
  { name: 'by email', view: 'contacts', where: `email = 'person.77@work.example'` },
  {
    name: 'by email, through the tables',
    view: 'contacts',
    where: `id in (select h.contact_id from graph.contact_has_email h join graph.email e
      on e.tenant = h.tenant and e.id = h.email_id where h.tenant = contacts.tenant and e.raw_email = 'person.77@work.example')`,
  },
  { name: 'of a company', view: 'contacts', where: `company_id = ${idOf('o')}` },
  page('contacts'),
  { name: 'whole', view: 'contacts' },
  { name: 'one by id', view: 'companies', where: `id = ${idOf('o')}` },
  { name: 'by name', view: 'companies', where: `name = 'Nobody'` },
  { name: 'by domain', view: 'companies', where: `domain = 'company-77.example'` },
  page('companies'),
  page('companies', 'open_amount desc nulls last'),
  { name: 'whole', view: 'companies' },
  {
    name: 'sums by industry',
    view: 'companies',
    select: 'industry, count(*), sum(contacts), sum(open_amount)',
    rest: 'group by industry',
  },
  { name: 'one by id', view: 'deals', where: `id = ${idOf('d')}` },
  { name: 'by stage', view: 'deals', where: `stage = 'stage 3' and internal_stage = 'OPEN'` },
  { name: 'of a company', view: 'deals', where: `company_id = ${idOf('o')}` },
  page('deals'),
  { name: 'whole', view: 'deals' },
]

/** The owner says which tenant; a role that reads has said it before. */
export function questionSql(
  { view, select = '*', where, rest = '' }: Question,
  tenant: string | null,
): string {
  const conditions = [
    ...(tenant === null ? [] : [`tenant = '${tenant}'`]),
    ...(where === undefined ? [] : [where]),
  ]
  return `select ${select} from graph.${view}${conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`} ${rest}`
}
