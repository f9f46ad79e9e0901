import { describe, expect, it } from 'vitest'
import { readTitle } from '../../../src/mapping/suggest/reading.ts'
import { suggest, targets } from '../../support/sheetSketch.ts'

/** Of titles, parted by semicolons, those that are not read as the field. */
const notReadAs = (field: string | null, titles: string): string[] =>
  titles.split('; ').filter((title) => (readTitle(title).reading?.field ?? null) !== field)

describe('what people really title their columns', () => {
  it.each([
    ['de', 'email', 'E-Mail; Mailadresse; E-Mail-Adresse Ansprechpartner; E-Mail geschäftlich'],
    ['de', 'phone', 'Tel.; Tel.-Nr.; Rufnummer; Festnetz; Durchwahl; Telefonnr.'],
    ['de', 'mobile', 'Handy; Handy-Nr.; Mobil; Mobilfunknummer; Natel'],
    ['de', 'owner', 'Betreuer; zuständig; Verkäufer/in; Zuständiger Mitarbeiter; Opportunity-Inhaber'],
    ['de', 'amount', 'Auftragswert netto; Angebotssumme; Volumen in T€; Betrag zzgl. MwSt.'],
    ['de', 'expectedClose', 'Voraussichtlicher Abschluss; Geplanter Abschluss; Zieldatum Abschluss'],
    ['de', 'lastContact', 'Letzter Besuch; zuletzt gesprochen; Letzter Kontakt am; Kontaktdatum'],
    ['all', 'mainLine', 'Tel. Zentrale; Standard; Centralita; PABX; Centralino; Tel. algemeen'],
    ['fr', 'email', 'Courriel; Adr. mail; Mél; Votre e-mail professionnel'],
    ['fr', 'phone', 'Tél.; N° de téléphone; Ligne directe; Tél. fixe; Tél. bureau'],
    ['fr', 'mobile', 'Portable; Tél. portable; GSM; N° portable; Tel mobile'],
    ['fr', 'owner', "Commercial; Commercial en charge; Suivi par; Chargé d'affaires; Resp. commercial"],
    ['fr', 'amount', 'Montant HT; Prix de vente; Valeur du contrat; Montant de la transaction'],
    ['fr', 'expectedClose', 'Clôture prévue; Date de signature prévisionnelle; Date prévue de signature'],
    ['fr', 'lastContact', 'Dernier échange; Date dernier contact; Dernière visite; Dernier RDV'],
    ['es', 'email', 'Correo; Correo electrónico; Correo elect.; E_MAIL; Correo corporativo'],
    ['es', 'phone', 'Tlf.; Tfno.; Teléfono fijo; Nº de teléfono; Tel. comercial'],
    ['es', 'mobile', 'Móvil; Celular; Cel.; WhatsApp; Nº móvil'],
    ['es', 'owner', 'Comercial; Asesor/a; Ejecutivo de ventas; Quién lo lleva; Nombre del vendedor'],
    ['es', 'amount', 'Monto cotizado; Importe sin IVA; Precio de venta; Valor de la oportunidad'],
    [
      'es',
      'expectedClose',
      'Fecha probable de cierre; Cierre previsto; Fecha prev. cierre; F. cierre prevista',
    ],
    ['es', 'lastContact', 'Última visita; Fecha ult. contacto; Última reunión; Fecha del último contacto'],
    ['pt', 'email', 'E-mail corporativo; Correio eletrónico; Endereço de e-mail; E-mail comercial'],
    ['pt', 'phone', 'Fone; Telef.; Telefone comercial; Contacto telefónico'],
    ['pt', 'mobile', 'Celular; Telemóvel; Telm.; Zap; Celular/WhatsApp'],
    ['pt', 'owner', 'Vendedor(a); Comercial; Gestor de conta; Quem atendeu; Corretor responsável'],
    ['pt', 'amount', 'Vlr. total; Valor s/ IVA; Valor da proposta; Valor em R$'],
    ['pt', 'expectedClose', 'Dt prev fechamento; Data de fechamento prevista; Fecho previsto'],
    ['pt', 'lastContact', 'Últ. contacto; Data da última visita; Última ligação; Data de contato'],
    ['it', 'email', 'Posta elettronica; Indirizzo mail; E-mail referente; Mail aziendale'],
    ['it', 'phone', 'Recapito telefonico; Tel. ufficio; N. telefono; Telefono diretto'],
    ['it', 'mobile', 'Cell.; N. cellulare; Tel. mobile; Cellulare referente'],
    ['it', 'owner', 'Commerciale; Agente di zona; Seguito da; Titolare opportunità; Resp. commerciale'],
    ['it', 'amount', 'Importo IVA esclusa; Valore offerta; Imponibile; Valore trattativa'],
    ['it', 'expectedClose', 'Chiusura prevista; Data prev. chiusura; Data presunta chiusura'],
    ['it', 'lastContact', 'Ultima visita; Contattato il; Data ult. contatto; Ultimo appuntamento'],
    ['nl', 'email', 'Mailadres; E-mailadres zakelijk; E-mail contactpersoon'],
    ['nl', 'phone', 'Tel.nr.; Doorkiesnummer; Vaste lijn; Telefoon vast'],
    ['nl', 'mobile', 'GSM-nummer; Mob.; 06-nummer; Telefoon mobiel; Mobiel telefoonnummer'],
    ['nl', 'owner', 'Relatiebeheerder; Accountmanager; Contacteigenaar; Behandeld door; Verkoper'],
    ['nl', 'amount', 'Offertewaarde; Dealwaarde (k€); Bedrag excl. btw; Vraagprijs; Dealbedrag'],
    ['nl', 'expectedClose', 'Verwachte sluitingsdatum; Verw. sluitdatum; Geplande sluitingsdatum'],
    ['nl', 'lastContact', 'Laatst gesproken; Gebeld op; Laatste bezoek; Datum laatste contact'],
  ])('%s: %s', (_language, field, titles) => {
    expect(notReadAs(field, titles)).toEqual([])
  })

  it.each([
    [
      'de',
      'USt-IdNr.; Geb.-Datum; Briefanrede; Herkunft; Kunde seit; Wiedervorlage; Adresszusatz; Verlustgrund',
    ],
    ['fr', "N° TVA; SIRET; Né(e) le; Date de relance; Complément d'adresse; Motif de perte; Client depuis"],
    ['es', 'NIF/CIF; RFC; Segundo apellido; Próxima visita; Forma de pago; Colonia; Cómo nos conoció'],
    ['pt', 'CPF/CNPJ; Inscrição estadual; Aniversário; Data de retorno; Bairro; Motivo da perda; LGPD'],
    ['it', 'P. IVA; Cod. fiscale; PEC; Nato il; Prossimo appuntamento; Modalità di pagamento; Segnalato da'],
    ['nl', 'BTW-nr.; KvK-nummer; Tussenvoegsel; Terugbellen op; Huisnummer; Verliesreden; Klant sinds'],
  ])('%s: the graph has no field for', (_language, titles) => {
    expect(notReadAs(null, titles)).toEqual([])
  })

  it.each([
    ['KdNr', 'id', 'customer'],
    ['Debitorennummer', 'id', 'customer'],
    ['Klantnr.', 'id', 'customer'],
    ['lieferanten_nr', 'id', 'supplier'],
    ['Angebots-Nr.', 'id', 'deal'],
    ['Nº presupuesto', 'id', 'deal'],
    ['Ansprechp.', 'name', 'contact'],
    ['Contatto commerciale', 'name', 'contact'],
    ['Kontaktperson des Unternehmens', 'name', 'contact'],
    ['Rz. Soc.', 'name', 'company'],
    ['Rag. soc.', 'name', 'company'],
    ['Kunde / Interessent', 'name', 'customer'],
    ['E-Mail Einkauf', 'email', 'company'],
  ])('%s is a %s of a %s', (title, field, thing) => {
    expect(readTitle(title).reading).toMatchObject({ field, thing })
  })
})

describe('spelling', () => {
  it.each([
    ['Vor- und Nachname', 'fullName'],
    ['Voor- en achternaam', 'fullName'],
    ['Cognome e nome', 'fullName'],
    ['Apellidos y nombre', 'fullName'],
    ['Makler/in', 'owner'],
    ['Kundenbetreuer:in', 'owner'],
    ['Prénom(s)', 'firstName'],
    ['laenderkuerzel', 'country'],
    ['Naechster Schritt', 'next'],
    ['Gewonnen am', 'closedAt'],
    ['Nº empleados', 'employees'],
    ['N. dipendenti', 'employees'],
    ['num_empleados', 'employees'],
  ])('%s is %s', (title, field) => {
    expect(readTitle(title).reading?.field).toBe(field)
  })

  it.each(['Propositie', 'Mitarbeiterin Nr. 7 Ost', 'Nº de visitas', 'Empleado'])(
    'words that only look like known ones are left alone: %s',
    (title) => {
      expect(readTitle(title).reading).toBeNull()
    },
  )
})

describe('whole sheets', () => {
  it('reads a list of suppliers as companies with a person each', () => {
    const suggestion = suggest(
      'Codice forn.',
      'Fornitore',
      'Referente',
      'Tel. diretto',
      'Centralino',
      'Sito web',
    )
    expect(targets(suggestion)).toEqual({
      'Codice forn.': 'organization.externalKey',
      Fornitore: 'organization.name',
      Referente: 'contact.name',
      'Tel. diretto': 'contact.phone',
      Centralino: 'organization.phone',
      'Sito web': 'organization.website',
    })
  })

  it('takes expected revenue for the amount only where there is no other', () => {
    const odoo = suggest('Verkoopkans', 'Klant', 'Verwachte omzet', 'Kans %', 'Fase')
    expect(targets(odoo)['Verwachte omzet']).toBe('opportunity.amount')
    const salesforce = suggest('Verkoopkans', 'Klant', 'Bedrag', 'Verwachte omzet', 'Kans %', 'Fase')
    expect(targets(salesforce)).toMatchObject({ Bedrag: 'opportunity.amount', 'Verwachte omzet': null })
  })

  it.each([
    ['de', ['Personal-Nr.', 'Vorname', 'Nachname', 'Abteilung', 'Eintrittsdatum:DATE', 'Urlaubstage']],
    ['de', ['Rechnungsnr.', 'Kunde', 'Betrag netto', 'MwSt', 'Rechnungsdatum:DATE', 'Mahnstufe']],
    ['fr', ['Élève', 'Classe', 'Responsable légal', 'Professeur', 'Absences', 'Remarques']],
    ['es', ['Nº ticket', 'Asunto', 'Solicitante', 'Técnico', 'Estado', 'Solución']],
    ['pt', ['Chamado', 'Solicitante', 'Técnico', 'Causa raiz', 'Status', 'Observações']],
    ['it', ['Dipendente', 'Matricola', 'Turno', 'Ore', 'Straordinari', 'Note']],
    ['nl', ['Artikelnummer', 'Omschrijving', 'Voorraad', 'Inkoopprijs', 'Leverancier', 'Magazijn']],
  ])('%s: a sheet of another kind maps to nothing: %j', (_language, titles) => {
    expect(suggest(...titles)).toMatchObject({ mapping: null, certain: false })
  })
})
