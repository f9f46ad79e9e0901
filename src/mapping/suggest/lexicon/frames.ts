import type { Synonyms } from './entities.ts'

/** Words that mean something only beside others: what an offer, a house number or a desk is about. */
export const FRAME_WORDS = {
  /** Somebody who sells where it stands alone, "of business" beside anything else: "Comercial", "Tel. comercial". */
  seller: {
    fr: 'commercial, commerciale',
    es: 'comercial',
    pt: 'comercial',
    it: 'commerciale, comm.le',
  },
  /** What is bought, or the paper about it: with a number its id, alone what the deal is called. */
  offer: {
    de: 'angebot, offerte, kostenvoranschlag, vertrag, ausschreibung, police, versicherungsschein, versicherungsvertrag, kontrakt',
    fr: 'devis, proposition, proposition commerciale, offre, offre commerciale, contrat, appel offre, police, dossier',
    es: 'propuesta, cotización, oferta, contrato, licitación, póliza, expediente, propuesta comercial, oferta comercial',
    pt: 'proposta, cotação, contrato, licitação, apólice, proposta comercial',
    it: 'offerta, contratto, gara, polizza, pratica, proposta, quotazione, offerta commerciale, proposta commerciale',
    nl: 'offerte, contract, aanbesteding, polis, voorstel, dossier, overeenkomst, prijsofferte',
  },
  /** Where the word for an offer means an amount as well. */
  offerNumber: {
    es: 'nº presupuesto, nº de presupuesto, número presupuesto, número de presupuesto, num presupuesto, ref presupuesto, código presupuesto',
    pt: 'nº orçamento, nº do orçamento, número orçamento, número do orçamento, num orçamento, cód orçamento',
    it: 'n preventivo, nr preventivo, numero preventivo, num preventivo, rif preventivo, codice preventivo',
  },
  /** What a deal is expected to bring: its amount, unless that stands beside it. */
  revenue: {
    de: 'erwarteter umsatz, erwarteter ertrag, erwartete einnahmen',
    fr: 'revenu attendu, revenu prévu, revenu espéré, revenu estimé, ca attendu, ca prévisionnel, ca prévu',
    es: 'ingresos esperados, ingreso esperado, ingresos previstos, ingresos estimados',
    pt: 'receita esperada, receita prevista, receita estimada, faturamento previsto',
    it: 'ricavi previsti, ricavo previsto, fatturato previsto, ricavi attesi, ricavo atteso',
    nl: 'verwachte omzet, verwachte opbrengst, geschatte omzet',
  },
  house: {
    de: 'hausnummer, hausnr, haus nr, hnr',
    fr: 'numéro de voie, n voie, num voie',
    es: 'número exterior, num ext, no ext, número interior, num int, no int, nº portal, portal',
    pt: 'número da porta, nº porta, num porta, nº casa',
    it: 'civico, numero civico, n civico, num civico, nr civico',
    nl: 'huisnummer, huisnr, huis nr, hnr, nr huis, huisnummer toevoeging',
  },
  /** Whose desk a mailbox or telephone of a company stands on. */
  desk: {
    de: 'einkauf, buchhaltung, bestellungen, bestellung, empfang, sekretariat, allgemein, allgemeine, kundendienst, rechnungswesen',
    fr: 'achat, achats, comptabilité, compta, secrétariat, adv, général, générale, commandes',
    es: 'compras, contabilidad, administración, pedidos, facturas, general, secretaría',
    pt: 'compras, contabilidade, financeiro, administrativo, pedidos, secretaria',
    it: 'acquisti, amministrazione, contabilità, ordini, segreteria, generale, ufficio acquisti',
    nl: 'inkoop, boekhouding, administratie, bestellingen, facturatie, algemeen, algemene, secretariaat, crediteurenadministratie',
  },
} as const satisfies Record<string, Synonyms>
