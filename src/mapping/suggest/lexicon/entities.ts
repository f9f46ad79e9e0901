/** Words of one meaning by language; phrases are of several words, their order as usually written. */
export type Synonyms = Partial<Record<'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl', string>>

/** What a title says its column is about. Alone, such a word stands for the name of the thing. */
export const ENTITIES = {
  company: {
    en: 'company, companies, gc, account, organization, organisation, org, firm, business name, employer, corporation, corporate, enterprise, legal entity, sale account, trading name, trade name, legal name, registered name, business entity, acct, co name, company/organization, org name, startup, start up, foundation, agency, municipality, general contractor, entity name, name of company, name of business, companyname, accountname, orgname, company legal name, prospect company, client company, customer company, where they work, place of work',
    de: 'firma, firmen, unternehmen, unternehmung, organisation, gesellschaft, betrieb, konzern, arbeitgeber, firmierung, firmenname, unternehmensname, firmenbezeichnung, handelsname, betriebsname, organisationsname, geschäftspartner, institution, einrichtung, verein, verband, praxis, kanzlei, behörde, fa, konto, aussteller',
    fr: 'entreprise, société, societe, organisation, raison sociale, dénomination, dénomination sociale, établissement, structure, compte, employeur, enseigne, organisme, nom tiers, association, institution, collectivité, cabinet, magasin, boutique, nom commercial, raison soc, rais soc, rz soc, rz sociale, dénom sociale, sté, ets, entité, point de vente, exposant, personne morale',
    es: 'empresa, compañía, compania, organización, razón social, cuenta, sociedad, nombre comercial, nombre fiscal, entidad, institución, organismo, centro, comercio, establecimiento, tienda, razón soc, rz social, rz soc, r social, denominación social, denominación, nombre fantasía, fantasía, expositor, persona jurídica, empresa cliente',
    pt: 'empresa, companhia, organização, razão social, conta, nome fantasia, denominação social, sociedade, entidade, instituição, fantasia, n fantasia, loja, estabelecimento, organismo, razão soc, rz social, rz soc, denominação, nome comercial, firma, associação, parceiro de negócio, expositor, pessoa jurídica',
    it: 'azienda, società, ditta, ragione sociale, impresa, organizzazione, denominazione, rag soc, rag sociale, ragione soc, ente, istituto, negozio, punto vendita, esercizio, nome commerciale, insegna, denominazione sociale, anagrafica, espositore, associazione, struttura, intestazione',
    nl: 'bedrijf, bedrijven, onderneming, organisatie, bedrijfsnaam, handelsnaam, werkgever, firma, firmanaam, vennootschap, instelling, instantie, vereniging, stichting, zaak, winkel, praktijk, bedr, statutaire naam, maatschappelijke naam, maatschappelijke benaming, relatienaam, naam relatie, standhouder, bedrijf/organisatie',
  },
  contact: {
    en: 'contact, contact person, person, people, main contact, point of contact, poc, key contact, decision maker, champion, attn, attention, contact name, primary poc, key person, met with, spoke with, spoke to, who we met, talked to, talked with, who to contact, client contact, customer contact, prospect contact, buyer contact, site contact, business contact, economic buyer, signatory, signer, founder, founder name, co founder, cofounder, ceo, homeowner, home owner, borrower, store manager, owner/operator, proprietor, c/o, main person, main poc, contact point, contact full name, cont, ctc, name of contact, individual, spoke, talked',
    de: 'kontakt, kontaktperson, ansprechpartner, ansprechpartnerin, ansprechperson, person, ansprechp, anspr, ansprpartner, kontaktp, gesprächspartner, entscheider, entscheiderin, zhd, z hd, zu händen, kontaktname, kontakte, ansprechpartner kunde, ansprechpartner beim kunden, kundenkontakt, ansprechpartnername',
    fr: 'contact, personne, interlocuteur, interlocutrice, personne à contacter, personne contact, interloc, correspondant, correspondante, pers contact, personne ressource, contact commercial, attention, décideur, contact principal, nom interlocuteur, personne rencontrée, personne contactée, contact client',
    es: 'contacto, persona, persona de contacto, interlocutor, pers contacto, p contacto, nombre y apellidos contacto, contacto comercial, decisor, representante legal, persona contactada, atención, atn, contacto en la empresa',
    pt: 'contato, contacto, pessoa, pessoa de contato, pessoa de contacto, pessoa contatada, pessoa contactada, aos cuidados, contato comercial, contacto comercial, interlocutor, decisor, tomador de decisão, representante legal, pessoa de referência, responsável pelo contato',
    it: 'contatto, persona, referente, persona di riferimento, interlocutore, contatti, pers rif, persona rif, persona contattata, contatto commerciale, contatto comm, cortese attenzione, decisore, legale rappresentante, rappresentante legale, nome referente, referente aziendale, referente cliente',
    nl: 'contact, contactpersoon, persoon, contactpersonen, contactpers, contact persoon, gesprekspartner, aanspreekpunt, aanspreekpersoon, tav, ter attentie van, contactnaam, contacten, beslisser, naam contact, cp naam',
  },
  customer: {
    en: 'customer, client, clientele, cust, customer/client, client/customer, policyholder, insured, named insured, account holder, household, constituent, subscriber, end customer, end client, end user, client/account, customer/account',
    de: 'kunde, kunden, kundin, klient, mandant, auftraggeber, käufer, debitor, kd, kdn, besteller, bestellerin, endkunde, bauherr, bauherrin, bauherrschaft, versicherungsnehmer, versicherungsnehmerin, vn, abnehmer, mandantin, klientin, kundschaft, auftraggeberin, käuferin, spenderin',
    fr: 'client, cliente, clientèle, acheteur, cli, clt, acquéreur, acquéreuse, souscripteur, souscriptrice, assuré, assurée, maître ouvrage, donneur ordre, preneur assurance, mandant, client final',
    es: 'cliente, comprador, cli, clte, tomador, asegurado, asegurada, compradora, mandante, dueño de obra, contratante, cliente final',
    pt: 'cliente, comprador, cli, segurado, segurada, tomador, tomador do seguro, dono de obra, contratante, estipulante, compradora, freguês, cliente final',
    it: 'cliente, clienti, acquirente, cli, compratore, contraente, assicurato, assicurata, committente, intestatario, cliente finale',
    nl: 'klant, klanten, cliënt, client, opdrachtgever, koper, afnemer, verzekeringnemer, verzekerde, bouwheer, debiteur, klantnaam, eindklant, cliënten',
  },
  lead: {
    en: 'lead, prospect, suspect, potential customer, potential client, prospective client, prospective customer, prospect/client, client/prospect, lead/customer, lead/prospect, prospect/lead, enquirer, inquirer, target account, target company',
    de: 'interessent, interessentin, lead, interessenten, kaufinteressent, mietinteressent, potenzieller kunde, potentieller kunde, neukontakt',
    fr: 'prospect, piste, prospect/client, lead, client potentiel, contact entrant, candidat acquéreur',
    es: 'prospecto, cliente potencial, lead, interesado, interesada, posible cliente, potencial cliente, candidato a cliente',
    pt: 'prospecto, cliente potencial, lead, prospect, interessado, interessada, potencial cliente, possível cliente',
    it: 'prospect, potenziale cliente, cliente potenziale, lead, interessato, interessata, possibile cliente, nominativo lead',
    nl: 'prospect, lead, potentiële klant, geïnteresseerde, potentieel klant, mogelijke klant, kandidaat koper, suspect',
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
    fr: 'fournisseur, prestataire, frs, fourn',
    es: 'proveedor',
    pt: 'fornecedor',
    it: 'fornitore, fornitori, forn',
    nl: 'leverancier, leveranciers, crediteur, crediteuren',
  },
  deal: {
    en: 'deal, opportunity, opportunities, opp, oppty, sale opportunity, potential, oppy, oppt, mandate, engagement, sales deal',
    de: 'verkaufschance, opportunity, geschäft, verkaufsprojekt, deal, vertriebschance, verkaufsgelegenheit, opportunität, geschäftschance, chancenname',
    fr: 'affaire, opportunité, opportunite, deal, nom de la transaction, projet de vente',
    es: 'oportunidad, trato, negocio, oportunidad de venta, negociación, deal, opp, nombre del deal',
    pt: 'oportunidade, negócio, negócios, negociação, deal, opp',
    it: 'opportunità, opportunita, trattativa, affare, trattative, negoziazione, deal, opp',
    nl: 'verkoopkans, kans, deal, opportunity, opportuniteit, verkooptraject, salestraject, verkoopopportuniteit, dealnaam',
  },
  activity: {
    en: 'activity, interaction, conversation',
    de: 'aktivität, interaktion, besuch, gespräch, telefonat, anruf, treffen, besprechung, kontaktaufnahme',
    fr: 'interaction, visite, appel, rendez vous, rdv, échange, réunion, rencontre, appel téléphonique',
    es: 'actividad, interacción, visita, llamada, reunión, cita, conversación, gestión',
    pt: 'interação, visita, ligação, reunião, chamada, conversa, atendimento, telefonema',
    it: 'attività, interazione, visita, chiamata, telefonata, incontro, appuntamento, riunione',
    nl: 'activiteit, interactie, bezoek, gesprek, telefoongesprek, afspraak, telefoontje, belmoment',
  },
} as const satisfies Record<string, Synonyms>
