import { describe, expect, it } from 'vitest'
import { suggest } from '../../support/sheetSketch.ts'

const PEOPLE = [
  'contact.firstName',
  'contact.lastName',
  'organization.name',
  'contact.email',
  'contact.mobile',
]
const PIPELINE = [
  'opportunity.name',
  'organization.name',
  'opportunity.amount',
  'opportunity.stage',
  'opportunity.closeDate',
]

describe('titles in seven languages', () => {
  it.each([
    ['English', ['First name', 'Last name', 'Company', 'E-mail address', 'Mobile phone']],
    ['German', ['Vorname', 'Nachname', 'Firma', 'E-Mail-Adresse', 'Handynummer']],
    ['French', ['Prénom', 'Nom', 'Société', 'Adresse e-mail', 'Téléphone portable']],
    ['Spanish', ['Nombre', 'Apellidos', 'Empresa', 'Correo electrónico', 'Teléfono móvil']],
    ['Portuguese', ['Nome', 'Sobrenome', 'Empresa', 'E-mail', 'Celular']],
    ['Italian', ['Nome', 'Cognome', 'Azienda', 'Indirizzo email', 'Cellulare']],
    ['Dutch', ['Voornaam', 'Achternaam', 'Bedrijfsnaam', 'E-mailadres', 'Mobiel nummer']],
  ])('people in %s', (_language, titles) => {
    const suggestion = suggest(...titles)
    expect(suggestion.columns.map(({ target }) => target)).toEqual(PEOPLE)
    expect(suggestion.certain).toBe(true)
  })

  it.each([
    ['English', ['Opportunity name', 'Account', 'Deal value', 'Sales stage', 'Expected close date']],
    [
      'German',
      ['Verkaufschance', 'Unternehmen', 'Auftragswert', 'Vertriebsphase', 'Voraussichtliches Abschlussdatum'],
    ],
    ['French', ["Nom de l'opportunité", 'Entreprise', 'Montant', 'Étape', 'Date de clôture prévue']],
    [
      'Spanish',
      ['Nombre de la oportunidad', 'Cuenta', 'Importe', 'Fase de venta', 'Fecha estimada de cierre'],
    ],
    ['Portuguese', ['Nome do negócio', 'Empresa', 'Valor', 'Etapa do funil', 'Data prevista de fechamento']],
    ['Italian', ['Nome opportunità', 'Azienda', 'Importo', 'Fase di vendita', 'Data chiusura prevista']],
    ['Dutch', ['Verkoopkans', 'Bedrijf', 'Bedrag', 'Verkoopfase', 'Verwachte sluitingsdatum']],
  ])('a pipeline in %s', (_language, titles) => {
    expect(suggest(...titles).columns.map(({ target }) => target)).toEqual(PIPELINE)
  })

  it.each(['first_name', 'FirstName', 'FIRST NAME', 'Name (First)', 'first-name', '  First   Name '])(
    'case, punctuation and word order do not matter: %j',
    (title) => {
      expect(suggest(title, 'Last name', 'Company', 'Email').columns[0]?.target).toBe('contact.firstName')
    },
  )
})

describe('sheets that are no CRM', () => {
  it.each([
    [
      'a project plan',
      ['Task name', 'Status', 'Assigned to:CONTACT_LIST', 'Start', 'Duration:DURATION', '% Complete'],
    ],
    ['a bug list', ['Bug ID', 'Title', 'Severity', 'Status', 'Reported by', 'Created:DATE', 'Notes']],
    ['an inventory', ['Item', 'SKU', 'Supplier', 'Quantity', 'Unit price', 'Location']],
    ['staff', ['First name', 'Last name', 'Email', 'Job title', 'Employee ID', 'Hire date:DATE', 'Salary']],
    ['a timesheet', ['Employee', 'Week', 'Project', 'Client', 'Hours', 'Total']],
    [
      'invoices',
      ['Invoice number', 'Customer', 'Amount', 'Invoice date:DATE', 'Due date:DATE', 'Paid:CHECKBOX'],
    ],
    ['applicants', ['Candidate', 'Email', 'Phone', 'Position', 'Stage', 'Interview date:DATE']],
    ['a German plan', ['Vorgang', 'Verantwortlich', 'Beginn:DATE', 'Ende:DATE', 'Fortschritt']],
    ['a bank account', ['Date:DATE', 'Account name', 'Transaction', 'Amount', 'Balance']],
  ])('%s maps to nothing', (_what, titles) => {
    expect(suggest(...titles)).toMatchObject({ mapping: null, certain: false, kind: 'none' })
  })
})
