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
    de: 'angebot, offerte, kostenvoranschlag, vertrag, ausschreibung, police, versicherungsschein, versicherungsvertrag, kontrakt, offertanfrage, kva, leistungsverzeichnis, exklusivvertrag, beratungsauftrag',
    fr: 'devis, proposition, proposition commerciale, offre, offre commerciale, contrat, appel offre, police, dossier, proposition de prix, soumission, bon de commande client, offre de prix',
    es: 'propuesta, cotización, oferta, contrato, licitación, póliza, expediente, propuesta comercial, oferta comercial, presupuesto enviado nombre, proforma, contrato de servicio',
    pt: 'proposta, cotação, contrato, licitação, apólice, proposta comercial, proposta de preço, proforma, contrato de serviço, orçamento proposta',
    it: 'offerta, contratto, gara, polizza, pratica, proposta, quotazione, offerta commerciale, proposta commerciale, offerta economica commerciale, proforma, proposta contrattuale',
    nl: 'offerte, contract, aanbesteding, polis, voorstel, dossier, overeenkomst, prijsofferte, prijsopgave, prijsaanvraag, offerteaanvraag, voorstel klant, bestelbon klant',
  },
  /** Where the word for an offer means an amount as well. */
  offerNumber: {
    es: 'nº presupuesto, nº de presupuesto, número presupuesto, número de presupuesto, num presupuesto, ref presupuesto, código presupuesto, nº de cotización, número cotización, folio de cotización, nº oferta, ref oferta, nº propuesta, nº de propuesta',
    pt: 'nº orçamento, nº do orçamento, número orçamento, número do orçamento, num orçamento, cód orçamento, nº cotação, código orçamento, ref orçamento, referência orçamento, referência da proposta, nº de proposta, orçamento nº',
    it: 'n preventivo, nr preventivo, numero preventivo, num preventivo, rif preventivo, codice preventivo, rif offerta, preventivo n, offerta n, codice offerta, rif prev, n prev',
  },
  /** What a deal is expected to bring: its amount, unless that stands beside it. */
  revenue: {
    de: 'erwarteter umsatz, erwarteter ertrag, erwartete einnahmen, erwarteter erlös, erwarteter deckungsumsatz, erwartete erlöse, umsatz erwartet',
    fr: "revenu attendu, revenu prévu, revenu espéré, revenu estimé, ca attendu, ca prévisionnel, ca prévu, ca escompté, ca pressenti, chiffre d'affaires estimé, chiffre d'affaires prévisionnel, chiffre d'affaires attendu, chiffre d'affaires prévu, chiffre d'affaires espéré, revenus attendus, revenus estimés, ca prévisionnel annuel",
    es: 'ingresos esperados, ingreso esperado, ingresos previstos, ingresos estimados, facturación prevista, facturación estimada, facturación esperada, venta estimada, venta esperada, ventas estimadas, ventas esperadas, venta potencial, ingreso potencial, ingresos potenciales, ingreso estimado, ingreso previsto, ingresos proyectados, venta proyectada',
    pt: 'receita esperada, receita prevista, receita estimada, faturamento previsto, faturação prevista, faturação estimada, faturação esperada, faturamento estimado, faturamento esperado, receitas estimadas, receita projetada, venda prevista, venda estimada, receitas previstas, vendas estimadas',
    it: 'ricavi previsti, ricavo previsto, fatturato previsto, ricavi attesi, ricavo atteso, fatturato stimato, fatturato atteso, ricavo stimato, ricavi stimati, entrate previste, entrate attese, fatturato presunto, vendita prevista, vendite previste',
    nl: 'verwachte omzet, verwachte opbrengst, geschatte omzet, geraamde omzet, verwachte inkomsten, geschatte opbrengst, potentiële opbrengst, omzet verwacht, verwachte jaaromzet klant',
  },
  house: {
    de: 'hausnummer, hausnr, haus nr, hnr, hausnr., nr haus',
    fr: 'numéro de voie, n voie, num voie',
    es: 'número exterior, num ext, no ext, número interior, num int, no int, nº portal, portal, nº exterior, nº interior',
    pt: 'número da porta, nº porta, num porta, nº casa, número do imóvel residência',
    it: 'civico, numero civico, n civico, num civico, nr civico, n. civico, num. civico',
    nl: 'huisnummer, huisnr, huis nr, hnr, nr huis, huisnummer toevoeging',
  },
  /** Whose desk a mailbox or telephone of a company stands on. */
  desk: {
    de: 'einkauf, buchhaltung, bestellungen, bestellung, empfang, sekretariat, allgemein, allgemeine, kundendienst, rechnungswesen',
    fr: 'achat, achats, comptabilité, compta, secrétariat, adv, général, générale, commandes, standardiste, achats et appros',
    es: 'compras, contabilidad, administración, pedidos, facturas, general, secretaría, tesorería',
    pt: 'compras, contabilidade, financeiro, administrativo, pedidos, secretaria, compras e suprimentos',
    it: 'acquisti, amministrazione, contabilità, ordini, segreteria, generale, ufficio acquisti, ufficio amministrativo, ufficio ordini',
    nl: 'inkoop, boekhouding, administratie, bestellingen, facturatie, algemeen, algemene, secretariaat, crediteurenadministratie, inkoopafdeling, financiële administratie',
  },
} as const satisfies Record<string, Synonyms>
