/** Words of one meaning by language; phrases are of several words, their order as usually written. */
export type Synonyms = Partial<Record<'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl', string>>

/** What a title says its column is about. Alone, such a word stands for the name of the thing. */
export const ENTITIES = {
  company: {
    en: 'company, companies, account, organization, organisation, org, firm, business name, employer, corporation, corporate, enterprise, legal entity, sale account, trading name, trade name, legal name, registered name, business entity, acct, co name, company/organization, org name, startup, start up, foundation, agency, municipality, general contractor, entity name, name of company, name of business, companyname, accountname, orgname, company legal name, prospect company, client company, customer company, where they work, place of work',
    de: 'firma, firmen, unternehmen, unternehmung, organisation, gesellschaft, betrieb, konzern, arbeitgeber, firmierung',
    fr: 'entreprise, société, societe, organisation, raison sociale, dénomination, dénomination sociale, établissement, structure, compte, employeur, enseigne',
    es: 'empresa, compañía, compania, organización, razón social, cuenta, sociedad, nombre comercial, nombre fiscal',
    pt: 'empresa, companhia, organização, razão social, conta, nome fantasia, denominação social, sociedade',
    it: 'azienda, società, ditta, ragione sociale, impresa, organizzazione, denominazione',
    nl: 'bedrijf, bedrijven, onderneming, organisatie, bedrijfsnaam, handelsnaam, werkgever',
  },
  contact: {
    en: 'contact, contact person, person, people, main contact, point of contact, poc, key contact, decision maker, champion, attn, attention, contact name, primary poc, key person, met with, spoke with, spoke to, who we met, talked to, talked with, who to contact, client contact, customer contact, prospect contact, buyer contact, site contact, business contact, economic buyer, signatory, signer, founder, founder name, co founder, cofounder, ceo, homeowner, home owner, borrower, store manager, owner/operator, proprietor, c/o, main person, main poc, contact point, contact full name, cont, ctc, name of contact, individual',
    de: 'kontakt, kontaktperson, ansprechpartner, ansprechpartnerin, ansprechperson, person',
    fr: 'contact, personne, interlocuteur, interlocutrice, personne à contacter, personne contact',
    es: 'contacto, persona, persona de contacto, interlocutor',
    pt: 'contato, contacto, pessoa, pessoa de contato, pessoa de contacto',
    it: 'contatto, persona, referente, persona di riferimento, interlocutore',
    nl: 'contact, contactpersoon, persoon, contactpersonen',
  },
  customer: {
    en: 'customer, client, clientele, cust, customer/client, client/customer, client/company, policyholder, insured, named insured, account holder, household, constituent, subscriber, end customer, end client, end user, client/account, customer/account',
    de: 'kunde, kunden, kundin, klient, mandant, auftraggeber, käufer, debitor',
    fr: 'client, cliente, clientèle, acheteur',
    es: 'cliente, comprador',
    pt: 'cliente, comprador',
    it: 'cliente, clienti, acquirente',
    nl: 'klant, klanten, cliënt, client, opdrachtgever',
  },
  lead: {
    en: 'lead, prospect, suspect, potential customer, potential client, prospective client, prospective customer, prospect/client, client/prospect, lead/customer, lead/prospect, prospect/lead, enquirer, inquirer, target account, target company',
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
  /** Who takes part: a person where a company is named, else whoever the values show. */
  role: {
    en: 'buyer, seller, sponsor, tenant, landlord, lessee, purchaser, trustee, exhibitor, applicant name, caller, registrant, client sponsor, renter, bride, couple, bride/groom, prospective buyer, prospective tenant, referring contact, executive sponsor, exec sponsor, program officer',
  },
  /** Where a customer does business: the customer, unless a company is named as well. */
  store: {
    en: 'store, shop, dealer, dealership, distributor, retailer, stockist, brand, clinic, practice name, hospital, hotel, restaurant, school, school name, venue name, facility, facility name, fund name, fund, club, salon, studio, branch name, outlet, outlet name, location name, property name, publisher name, exhibitor name, partner company, partner name, reseller, reseller name, franchisee, shipper, university, college, church, district name, agency name, institution name, authority, contracting authority, awarding authority, contracting body, council, procuring entity',
  },
  /** Who sells to us: a company, but hardly a sheet of customers. */
  supplier: {
    en: 'supplier, vendor, supplier name, vendor name, supplier company, vendor company, creditor',
    de: 'lieferant, lieferanten, kreditor, zulieferer',
    fr: 'fournisseur, prestataire',
    es: 'proveedor',
    pt: 'fornecedor',
    it: 'fornitore',
    nl: 'leverancier, leveranciers, crediteur, crediteuren',
  },
  deal: {
    en: 'deal, opportunity, opportunities, opp, oppty, sale opportunity, potential, oppy, oppt, mandate, engagement, sales deal',
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
