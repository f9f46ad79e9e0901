/**
 * What a status says in plans, bug lists, orders, bills and approvals, but hardly of a customer or deal
 * ("open", "closed", "new" and "pending" are said of both).
 */
export const OTHER_STATUS: ReadonlySet<string> = new Set(
  `to do, todo, not started, done, in dev, in development, in test, testing, in review, ready for review, backlog,
  blocked, complete, completed, resolved, reopened, fixed, wont fix, duplicate, in progress, waiting on vendor,
  paid, unpaid, overdue, partially paid, past due, void, refunded, reimbursed, shipped, delivered, backordered,
  received, inspected, returned, ordered, processing, in transit, fulfilled, in stock, out of stock, low stock, in use,
  in repair, in shop, retired, approved, rejected, pending approval, draft, drafting, published, recorded, booked,
  on track, at risk, off track, late, scheduled, rescheduled, present, absent, passed, failed, pass, fail, compliant,
  erledigt, in arbeit, in bearbeitung, bezahlt, überfällig, geliefert, bestellt, genehmigt, abgelehnt, entwurf,
  gelöst, behoben, fertig, nicht begonnen, blockiert, bestanden, konform,
  terminé, terminée, fait, à faire, payé, payée, réglé, en retard, livré, livrée, commandé, approuvé, refusé, résolu,
  brouillon, conforme, non conforme,
  hecho, terminado, completado, pagado, pagada, vencido, vencida, entregado, aprobado, aprobada, rechazado, resuelto,
  resuelta, borrador, por hacer,
  feito, concluído, concluída, pago, paga, vencida, entregue, aprovado, aprovada, rejeitado, resolvido, resolvida,
  rascunho, a fazer,
  fatto, completato, completata, pagato, pagata, scaduto, scaduta, consegnato, approvato, approvata, respinto, risolto,
  risolta, bozza, da fare, parziale,
  klaar, gereed, afgerond, betaald, te laat, achterstallig, geleverd, besteld, goedgekeurd, afgekeurd, opgelost,
  te doen, concept`
    .split(/,\s*/)
    .map((status) => status.trim()),
)

/** Addresses of a function of a company in the seven languages. */
export const SHARED_MAIL =
  /^(?:info|hello|hi|hola|ola|office|contact|contacto|contato|kontakt|sales|ventas|vendas|vendite|verkoop|verkauf|vertrieb|orders?|bestell(?:ung(?:en)?|ingen)?|bestel|pedidos?|ordini|commandes?|achats?|compras|acquisti|einkauf|inkoop|purchasing|procurement|admin|administra\w+|accounts?|accounting|billing|invoices?|rechnung(?:en)?|factur\w*|fattur\w*|facturen|ap|ar|support|service|team|mail|post|welcome|reception|empfang|accueil|enquiries|inquiries|secretar\w+|loja|shop|store|hotel|direc\w+|gerencia|comercial|commerciale?|adv|hr|jobs|marketing|press|buero|studio|segreteria|amministrazione)[\d._-]*@/i
