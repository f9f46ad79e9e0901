import type { Synonyms } from './entities.ts'

/** Words that change nothing about what the column holds. */
export const NEUTRAL: Synonyms = {
  en: 'primary, main, work, business, office, official, current, mailing, billing, associated, related, professional, valid, best, default, our, their, your, unique, personal info, preferred, general, standard, physical, registered, legal, line, of record, metadata, optional, required, mandatory, information, info, field, incl, excl, usd, eur, gbp, chf, inr, sgd, aud, cad, brl, mxn, jpy, us, dollar, euro, percent, utc, gmt, k, m, %, net, gross, all, 1, one, original, formatted, object, hs, c, po, total, approx, approximate, daytime, customer facing, local, international, external',
  de: 'haupt, geschäftlich, dienstlich, geschäft, büro, zentrale, beruflich, rechnung, rechnungs, primär, primäre, aktuell, aktueller, aktuelle, brutto, netto, offizielle, allgemein',
  fr: 'principal, principale, professionnel, professionnelle, pro, bureau, facturation, ht, ttc, associé, associée, travail, actuel',
  es: 'principal, trabajo, oficina, facturación, laboral, corporativo, actual, relacionada, relacionado, asociada',
  pt: 'principal, trabalho, comercial, escritório, faturamento, faturação, cobrança, corporativo, atual, relacionada, associada',
  it: 'principale, ufficio, lavoro, fatturazione, spedizione, aziendale, attuale, collegata, collegato, associata',
  nl: 'hoofd, zakelijk, zakelijke, kantoor, werk, factuur, primaire, primair, algemeen, huidige, gekoppelde, bijbehorende',
}

/** Words that mark a further column of the same kind. */
export const SECOND: Synonyms = {
  en: 'secondary, tertiary, alternate, alternative, other, additional, second, alt, 2, 3, 4, 2nd, another, backup',
  de: 'weitere, zweite, alternative, sekundär, andere, zusätzliche, sonstige',
  fr: 'secondaire, autre, autres, alternatif, second, supplémentaire',
  es: 'secundario, secundaria, alternativo, otro, otros, adicional, alternativa',
  pt: 'secundário, secundária, alternativo, outro, outros, adicional',
  it: 'secondario, secondaria, alternativa, alternativo, altro, altra, altri',
  nl: 'secundair, secundaire, andere, alternatief, overige, extra, tweede',
}

/** Words that make the column something the graph has no field for, however familiar the rest sounds. */
export const FOREIGN: Synonyms = {
  en: 'nb, source, origin, score, scoring, priority, rating, ranking, rank, tier, segment, weighted, weighting, fax, home, private, middle, suffix, nickname, birthday, birth, dob, spouse, children, age, gender, sex, anniversary, assistant, supervisor, reports to, department, dept, pipeline, product, quantity, qty, reason, loss, competitor, campaign, utm, medium, forecast, revenue, turnover, arr, mrr, renewal, renew, churn, converted, modified, updated, last activity, last modified, last updated, territory, subscription, unsubscribed, opt out, opt in, opted, consent, gdpr, bounced, verified, verification, confidence, linkedin, twitter, facebook, instagram, skype, xing, youtube, tiktok, github, social, tax, vat, siren, siret, ein, duns, d-u-n-s, registration, language, photo, logo, image, avatar, picture, attachment, file, password, username, login, previous, former, parent, ultimate parent, subsidiary, founded, count of, year, month, quarter, qtr, fiscal, week, week of, count, days, time, minutes, hours, duration, is, has, do not call, do not email, sent, scheduled, invoice, payment, paid, discount, commission, margin, profit, cost, tco, latitude, longitude, lat, lng, long, ticker, sic, naics, technologies, funding, health, nps, sla, plan, license, alias, deadline, due, follow up, followup, follow-up, follow up date, next activity date, next contact, reminder, start, begin, end, hobby, referral, referred by, referrer, interest, interested in, lead quality, temperature, hot, event, webinar, list price, unit price, email sent, currency conversion, exchange rate, lifetime, ltv, original source, changed',
  de: 'anzahl, quelle, herkunft, leadquelle, bewertung, priorität, rang, gewichtet, gewichteter, fax, telefax, privat, privates, zweiter vorname, geburtstag, geburtsdatum, abteilung, produkt, menge, grund, verlustgrund, wettbewerber, kampagne, prognose, umsatz, jahresumsatz, geändert, aktualisiert, letzte änderung, gebiet, vertriebsgebiet, newsletter, einwilligung, dsgvo, ust, ustid, ust-id, umsatzsteuer, steuernummer, handelsregister, hrb, sprache, bild, foto, passwort, gründung, gründungsjahr, jahr, monat, quartal, rechnung nr, zahlung, rabatt, provision, marge, kosten, muttergesellschaft, rechtsform, wiedervorlage, fällig, fälligkeit, frist, beginn, ende, start, iban, bic, kreditlimit, zahlungsziel, verloren, interesse, familienstand, geschlecht, alter, kinder, verheiratet',
  fr: 'source, origine, provenance, score, priorité, pondéré, pondérée, fax, télécopie, privé, domicile, date de naissance, anniversaire, service, département service, produit, quantité, raison, motif, concurrent, campagne, prévision, chiffre affaires, ca, ca annuel, modifié, mis à jour, dernière modification, territoire, newsletter, consentement, rgpd, tva, siren, siret, naf, ape, rcs, langue, photo, mot de passe, année, mois, trimestre, facture, paiement, remise, commission, marge, coût, maison mère, forme juridique, nature juridique, échéance, relance, date de relance, début, fin, effectué, envoyé, sexe, âge, enfants, capital',
  es: 'origen, fuente, puntuación, prioridad, ponderado, ponderada, ponderación, fax, privado, particular, fecha de nacimiento, cumpleaños, departamento, producto, motivo, razón, competidor, campaña, pronóstico, previsión ventas, facturación anual, ingresos, modificado, modificación, actualizado, última modificación, territorio, zona, boletín, consentimiento, nif, cif, rfc, nit, cuit, ruc, rut, iva, idioma, foto, contraseña, año, mes, trimestre, factura, pago, descuento, comisión, margen, coste, costo, vencimiento, inicio, fin, enviado, sexo, edad, hijos, interés, canal',
  pt: 'origem, fonte, pontuação, prioridade, ponderado, ponderada, fax, privado, pessoal, residencial, data de nascimento, aniversário, nascimento, departamento, produto, quantidade, motivo, concorrente, campanha, previsão receita, receita, faturamento anual, modificado, modificação, atualizado, última modificação, atualização, território, newsletter, consentimento, cnpj, cpf, nif, inscrição estadual, inscrição, ie, idioma, foto, senha, ano, mês, trimestre, fatura, pagamento, desconto, comissão, margem, custo, vencimento, início, fim, enviado, sexo, idade, filhos, interesse, canal, bairro, complemento',
  it: 'origine, fonte, provenienza, punteggio, priorità, ponderato, ponderata, fax, privato, casa, data di nascita, compleanno, dipartimento, reparto, prodotto, quantità, motivo, concorrente, campagna, previsione, fatturato, ricavi, modificato, modifica, aggiornato, ultima modifica, territorio, zona, newsletter, consenso, p.iva, piva, partita iva, codice fiscale, cf, pec, sdi, codice sdi, lingua, foto, password, anno, mese, trimestre, fattura, pagamento, sconto, provvigione, margine, costo, scadenza, inizio, fine, inviato, sesso, età, figli, interesse, forma giuridica, codice ateco',
  nl: 'aantal, bron, herkomst, score, prioriteit, gewogen, fax, privé, geboortedatum, verjaardag, afdeling, product, hoeveelheid, reden, concurrent, campagne, prognose, omzet, jaaromzet, gewijzigd, bijgewerkt, laatst gewijzigd, gebied, nieuwsbrief, toestemming, avg, btw, btw nummer, kvk, kvk nummer, taal, foto, wachtwoord, jaar, maand, kwartaal, betaling, korting, commissie, marge, kosten, moederbedrijf, rechtsvorm, vervaldatum, opvolgdatum, begin, einde, verstuurd, geslacht, leeftijd, kinderen, interesse, tussenvoegsel',
}

/** FOREIGN words that nevertheless tell a customer list or a pipeline from other sheets. */
export const CRM_CUES: Synonyms = {
  en: 'lead source, source, lead score, weighted, forecast, pipeline, territory, segment, tier, lost reason, loss reason, competitor, annual revenue, arr, mrr, renewal, churn, converted, linkedin, opt out, lifetime, lead quality, campaign, referral',
  de: 'leadquelle, vertriebsgebiet, verlustgrund, gewichtet, gewichteter, jahresumsatz, wettbewerber',
  fr: 'chiffre affaires, pondéré, concurrent, relance',
  es: 'ponderado, motivo pérdida, competidor',
  pt: 'origem lead, motivo perda, concorrente, ponderado',
  it: 'fatturato, origine lead, ponderato, concorrente',
  nl: 'lead bron, gewogen, jaaromzet',
}
