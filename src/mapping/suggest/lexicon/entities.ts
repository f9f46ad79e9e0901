/** Words of one meaning by language; phrases are of several words, their order as usually written. */
export type Synonyms = Partial<Record<'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl', string>>

/** What a title says its column is about. Alone, such a word stands for the name of the thing. */
export const ENTITIES = {
  company: {
    en: 'company, companies, account, organization, organisation, org, firm, business name, employer, corporation, corporate, enterprise, legal entity, sale account, trading name, trade name, legal name, registered name, business entity',
    de: 'firma, firmen, unternehmen, unternehmung, organisation, gesellschaft, betrieb, konzern, arbeitgeber, firmierung',
    fr: 'entreprise, société, societe, organisation, raison sociale, dénomination, dénomination sociale, établissement, structure, compte, employeur, enseigne',
    es: 'empresa, compañía, compania, organización, razón social, cuenta, sociedad, nombre comercial, nombre fiscal',
    pt: 'empresa, companhia, organização, razão social, conta, nome fantasia, denominação social, sociedade',
    it: 'azienda, società, ditta, ragione sociale, impresa, organizzazione, denominazione',
    nl: 'bedrijf, bedrijven, onderneming, organisatie, bedrijfsnaam, handelsnaam, werkgever',
  },
  contact: {
    en: 'contact, contact person, person, people, main contact, point of contact, poc, key contact, decision maker, champion, attn, attention',
    de: 'kontakt, kontaktperson, ansprechpartner, ansprechpartnerin, ansprechperson, person',
    fr: 'contact, personne, interlocuteur, interlocutrice, personne à contacter, personne contact',
    es: 'contacto, persona, persona de contacto, interlocutor',
    pt: 'contato, contacto, pessoa, pessoa de contato, pessoa de contacto',
    it: 'contatto, persona, referente, persona di riferimento, interlocutore',
    nl: 'contact, contactpersoon, persoon, contactpersonen',
  },
  customer: {
    en: 'customer, client, clientele, buyer',
    de: 'kunde, kunden, kundin, klient, mandant, auftraggeber, käufer, debitor',
    fr: 'client, cliente, clientèle, acheteur',
    es: 'cliente, comprador',
    pt: 'cliente, comprador',
    it: 'cliente, clienti, acquirente',
    nl: 'klant, klanten, cliënt, client, opdrachtgever',
  },
  lead: {
    en: 'lead, prospect, suspect, potential customer, potential client',
    de: 'interessent, interessentin, lead',
    fr: 'prospect, piste',
    es: 'prospecto, cliente potencial',
    pt: 'prospecto, cliente potencial, lead',
    it: 'prospect, potenziale cliente, cliente potenziale, lead',
    nl: 'prospect, lead, potentiële klant',
  },
  investor: {
    en: 'investor, donor',
    de: 'investor, spender',
    fr: 'investisseur, donateur',
    es: 'inversor, donante',
    pt: 'investidor, doador',
    it: 'investitore, donatore',
    nl: 'investeerder, donateur',
  },
  deal: {
    en: 'deal, opportunity, opportunities, opp, oppty, sale opportunity, potential',
    de: 'verkaufschance, opportunity, geschäft, verkaufsprojekt',
    fr: 'affaire, opportunité, opportunite',
    es: 'oportunidad, trato, negocio, oportunidad de venta',
    pt: 'oportunidade, negócio, negócios, negociação',
    it: 'opportunità, opportunita, trattativa, affare',
    nl: 'verkoopkans, kans, deal, opportunity',
  },
  activity: {
    en: 'activity, interaction, conversation',
    de: 'aktivität, interaktion',
    fr: 'interaction',
    es: 'actividad, interacción',
    pt: 'interação',
    it: 'attività, interazione',
    nl: 'activiteit, interactie',
  },
} as const satisfies Record<string, Synonyms>
