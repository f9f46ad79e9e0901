/** Invented people, and what they do and buy. */
export const OWNERS = [
  { name: 'Dana Whitfield', email: 'dana.whitfield@sales-team.example' },
  { name: 'Luis Ferreira', email: 'luis.ferreira@sales-team.example' },
  { name: 'Mei Tanaka', email: 'mei.tanaka@sales-team.example' },
  { name: 'Tom Okafor', email: 'tom.okafor@sales-team.example' },
] as const

export const FIRST_NAMES = list(`
Ava, Noah, Priya, Jonas, Camille, Kenji, Sofia, Liam, Zainab, Mateo, Ingrid, Oliver, Chiara, Samuel,
Renée, Hassan, Elif, Marcus, Yuki, Grace, Björn, Nadia, Victor, Leila, Henry, Aisha, Felix, Rosa,
Daniel, Tessa
`)

export const LAST_NAMES = list(`
Bennett, Shah, Lindqvist, Moreau, Sato, Castillo, Murphy, Bello, Rossi, Haddad, Yılmaz, Fischer,
O'Connor, van Dijk, Novak, Kowalski, Grant, Ndiaye, Park, Silva, Hughes, Weber, Dubois, Ito, Larsen,
Marino, Reyes, Thorne, Vargas
`)

export const JOB_TITLES = list(`
Chief Executive Officer, Head of Procurement, VP Operations, IT Manager, Finance Director,
Purchasing Lead, Chief Technology Officer, Office Manager, Marketing Director, Plant Manager
`)

export const DEALS = list(`
Platform rollout, Annual licence, Pilot project, Support renewal, Data migration, Training package,
Expansion seats, Integration add-on
`)

function list(text: string): readonly string[] {
  return text.split(/[,\n]\s*/).filter((word) => word !== '')
}
