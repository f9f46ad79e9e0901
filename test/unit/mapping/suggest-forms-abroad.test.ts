import { describe, expect, it } from 'vitest'
import { readTitle } from '../../../src/mapping/suggest/reading.ts'
import { suggest } from '../../support/sheetSketch.ts'

/** Of titles, parted by semicolons, those that are not read as the field. */
const notReadAs = (field: string | null, titles: string): string[] =>
  titles.split('; ').filter((title) => (readTitle(title).reading?.field ?? null) !== field)

describe('what forms ask in other languages than English', () => {
  it.each([
    ['employees', 'Wie viele Mitarbeiter hat Ihr Unternehmen?; Combien d’employés compte votre entreprise ?'],
    ['employees', '¿Cuántos empleados tiene tu empresa?; Quantos funcionários sua empresa tem?'],
    ['employees', 'Quanti dipendenti ha la tua azienda?; Hoeveel medewerkers heeft uw bedrijf?'],
    ['name', 'Dans quelle entreprise travaillez-vous ?; ¿Cuál es el nombre de su empresa?; Wo arbeiten Sie?'],
    ['name', 'Qual o nome da sua empresa?; In quale azienda lavori?; Bij welk bedrijf werkt u?'],
    ['job', '¿Cuál es tu cargo?; Qual o seu cargo?; Qual è il tuo ruolo?; Quelle est votre fonction ?'],
    ['industry', 'In welcher Branche sind Sie tätig?; In welke branche bent u actief?'],
    ['notes', 'Wie können wir Ihnen helfen?; Como podemos ajudar?; Come possiamo aiutarti?'],
    ['notes', 'Comment pouvons-nous vous aider ?; ¿En qué podemos ayudarte?; Heeft u nog opmerkingen?'],
    [null, 'Comment nous avez-vous connu ?; ¿Cómo nos conoció?; Como conheceu a empresa?'],
    [null, 'Wie sind Sie auf uns aufmerksam geworden?; Come ci ha conosciuto?; Hoe heeft u ons gevonden?'],
  ])('%s: %s', (field, titles) => {
    expect(notReadAs(field, titles)).toEqual([])
  })
})

describe('words of two meanings', () => {
  it.each([
    ['how many, and a name', null, 'Nombre de contacts; Nombre d’appels; Número de contactos'],
    ['a name, and how many', 'name', 'Nombre de la empresa; Nombre del contacto'],
    ['how many employees', 'employees', 'Nombre de salariés; Nombre total d’employés'],
    ['who sells', 'owner', 'Nom du commercial; Nombre del comercial; Nome do comercial'],
    ['what a shop is called', 'name', 'Nom commercial; Nombre comercial'],
    ['who made it', null, 'Creado por; Criado por; Creato da; Erstellt von'],
    ['when it was made', 'created', 'Creado el; Criado em; Creato il; Erstellt am'],
    ['who called', 'owner', 'Contactado por; Contattato da; Visitado por; Betreut von'],
    [
      'when somebody was called',
      'lastContact',
      'Visité le; Visitado el; Incontrato il; Kontakt am; Nagebeld op',
    ],
    ['a letter box', null, 'Bus'],
    ['a tax, and a sum with it', null, 'IVA; Nº IVA'],
    ['a sum with the tax', 'amount', 'Valor com IVA; Importe c/ IVA; Importo con IVA'],
    ['no compound', null, 'Transactie; Reazione'],
    ['a compound that is a word of a phrase as well', 'amount', 'Dealwaarde; Auftragswert'],
  ])('%s: %s, %s', (_meaning, field, titles) => {
    expect(notReadAs(field, titles)).toEqual([])
  })
})

describe('trades and exports', () => {
  it.each([
    [
      'fr',
      'name',
      'Dénomination sociale; Raison soc.; Interlocuteur; Nom du prospect; Opportunité; Intitulé affaire',
    ],
    ['fr', 'stage', 'Étape de la transaction; Statut du devis; Phase du cycle de vie; Étape du pipeline'],
    ['fr', 'probability', 'Probabilité de signature; Taux de réussite; % de chance; Indice de confiance'],
    ['fr', 'next', 'Prochaine action à mener; Suite à donner; Actions à venir; Plan d’action'],
    ['fr', 'id', 'N° de mandat; Identifiant interne; N° adhérent; CODE TIERS'],
    ['pt', 'name', 'Razão Social; Nome Fiscal; Aos cuidados de; Segurado; Negociação; Dono da obra'],
    ['pt', 'stage', 'Etapa do funil; Status da negociação; Situação da proposta; Estado do negócio'],
    ['pt', 'probability', 'Chance de fechar; Probabilidade de adjudicação; % fechamento; Nível de confiança'],
    ['pt', 'next', 'Próximos passos; Ação a tomar; Pendências; Plano de ação'],
    ['pt', 'id', 'Nº sócio; Código de integração; Nº do contrato; ID do negócio'],
    ['nl', 'name', 'Statutaire naam; Zaakvoerder; Aanspreekpunt; Verkoopkans; Opdrachtgever; Afnemer'],
    ['nl', 'stage', 'Offertestatus; Fase in pijplijn; Leadstatus; Dealfase'],
    ['nl', 'probability', 'Slagingskans; Kans op gunning; Scoringskans; Kans'],
    ['nl', 'next', 'Vervolgactie; Nog te doen; Openstaande acties; Volgende stap'],
    ['nl', 'id', 'Klantnr.; Debiteurennummer; Offertenr.; Deb.nr.'],
    ['es', 'stage', 'Estado de la cotización; Etapa del trato; Fase del embudo; Estatus del prospecto'],
    ['it', 'stage', 'Stato trattativa; Fase opportunità; Esito offerta; Stato preventivo'],
    ['de', 'stage', 'Angebotsphase; Pipeline-Phase; Status der Verkaufschance; Akquisestatus'],
  ])('%s: %s, %s', (_language, field, titles) => {
    expect(notReadAs(field, titles)).toEqual([])
  })

  it.each([
    ['fr', ['Nom', 'Prénom', 'E-mail', 'Poste visé', 'Entreprise actuelle', 'Étape', 'CV reçu', 'Recruteur']],
    [
      'pt',
      ['Reserva', 'Hóspede', 'E-mail', 'Celular', 'Quarto', 'Entrada:DATE', 'Saída:DATE', 'Valor total'],
    ],
    ['nl', ['Nr', 'Actie', 'Actiehouder', 'Vergadering', 'Deadline:DATE', 'Status', 'Opmerkingen']],
  ])('%s: applicants, guests and lists of actions map to nothing: %j', (_language, titles) => {
    expect(suggest(...titles)).toMatchObject({ mapping: null, certain: false })
  })
})
