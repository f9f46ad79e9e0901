/** Articles and prepositions: they say nothing about a column in any of the languages. */
const STOP_WORDS = new Set(
  `a al alla alle allo an and ao aos at au aux avec bei beim bij chez com con d da das de degli dei del dell della delle dello den der des di die do
  dos du durch e ed een ein eine el em en et for fur het i il im in l la las le les lo los mit na nel nell nella o och od oder of
  om op os ou para pela pelo per por pour sulla sur the to um uma un una une uno und van vom von voor y zu zum zur s`.split(
    /\s+/,
  ),
)

const ACCENTS = /\p{Diacritic}/gu
const fold = (text: string): string =>
  text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().replaceAll('ß', 'ss')

/** How English titles shorten words; what another language writes the same way is not here. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    appt: 'appointment',
    asgn: 'assigned',
    assgn: 'assigned',
    assgnd: 'assigned',
    bdgt: 'budget',
    bus: 'business',
    cls: 'close',
    cmt: 'comment',
    cntct: 'contact',
    cust: 'customer',
    dept: 'department',
    dt: 'date',
    eml: 'email',
    fcst: 'forecast',
    gft: 'gift',
    inq: 'inquiry',
    lst: 'last',
    mgmt: 'management',
    mgr: 'manager',
    mtg: 'meeting',
    nxt: 'next',
    opp: 'opportunity',
    oppty: 'opportunity',
    pct: 'percent',
    ph: 'phone',
    prio: 'priority',
    prob: 'probability',
    proj: 'project',
    prsn: 'person',
    qty: 'quantity',
    rcvd: 'received',
    recd: 'received',
    stg: 'stage',
    sts: 'status',
    terr: 'territory',
    ttl: 'title',
    val: 'value',
    wtd: 'weighted',
  }),
)

/** Good enough for English, French, Spanish and Portuguese: both titles and synonyms go through it. */
const singular = (word: string): string => {
  if (word.length <= 3 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('iones')) return word.slice(0, -2)
  if (word.endsWith('coes')) return `${word.slice(0, -3)}ao`
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/** All ways to write "number" that are no part of compounds. */
const NUMBER_WORDS = new Set(['n', 'num', 'nro', 'numero'])

/** "Makler/in", "Kund:innen", "Asesor/a", "Né(e)", "Nombre(s)": the ending for another gender or number says nothing. */
const ENDINGS =
  /(?<=\p{L}{2})(?:\((?:e|s|es|a|as|o|os|n|en|in|innen)\)|_innen|[/*:]-?(?:in|innen|a|as|o|e)(?!\p{L}))/giu

/** "Vor- und Nachname", "Voor- en achternaam": the first word shares the end of the last. */
const SHARED_END = /\b(vor|voor)-?(?=\s*(?:und|u\.|en|&|\/|\+)\s*(?:nach|zu|familien|achter|familie))/giu

/** "Creado por" tells who did it, "Creado el" when: the preposition at the end is no stop word. */
const DONE_BY = /(?<=\S)\s(?:por|da|von|durch)(?=\s*(?:$|[(:?]))/g

/** "Nombre d'employés" is French for how many, "Nombre de empresa" Spanish for a name. */
const HOW_MANY =
  /\bnombre (?:total )?d(?:['’]|e (?=(?!clientes|empresas|\p{L}*(?:os|dades|dores)\b)\p{L}+[sx]\b))/gu

/** "Número de contacto" is a telephone number, "Número de contactos" is not. */
const COUNT_OF_CONTACTS = /\b(?:numero|nro|num|n|no)\.? (?:de |di )?(?=(?:contactos|contatos|contatti)\b)/g

/** "Nom commercial" is what a shop is called, "Nom du commercial" who sells. */
const NAME_OF_SELLER = /\b(?:nom|nombre|nome) (?:du|del|do) (?:comm?erciale?)\b/g

/** "Visité le", "Kontakt am": when somebody was last spoken to. */
const MET_ON =
  /^(?:date )?(?:(?:visite|rencontre|appele|relance|contacte|vu|recontacte|joint)(?:\(e\)|e)? le|(?:visitado|llamado|contactado|entrevistado|reunido) el|(?:visitado|ligado|contactado|contatado|abordado) em|(?:visitato|incontrato|chiamato|contattato|ricontattato|sentito) il|(?:kontakt|gesprach|telefonat|besuch|meeting|termin|erstgesprach|gesprachen|angerufen|getroffen|kontaktaufnahme) am|(?:nagebeld|gemaild|bezocht|gebeld|gesproken|benaderd|gecontacteerd) op)\s*$/

/**
 * The words of a title, folded to lower case without accents, in the singular, without articles and punctuation:
 * "E-Mail (primary)", "CloseDate", "close_date" and "Date de clôture" become comparable. "%", "#" and "€" are words.
 */
export function wordsOf(title: string): string[] {
  return fold(
    title
      .replace(ENDINGS, '')
      .replace(SHARED_END, (first) => (/^voor/i.test(first) ? 'voornaam ' : 'vorname '))
      .replace(/\b(?:MwSt|USt|KvK|IdNr)/g, (word) => word.toLowerCase())
      .replace(/\bIDs\b/g, 'Id')
      .replace(/\bLinkedIn\b/g, 'Linkedin')
      .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\d)/gu, '$1 $2'),
  )
    .replace(/\bco[nm] iva\b/g, 'incl iva')
    .replace(/\bp\/\s*/g, '')
    .replace(/\bca\.(?=\s*(?:$|[)\d]))/g, '')
    .replace(MET_ON, 'last contact')
    .replace(HOW_MANY, 'nb ')
    .replace(NAME_OF_SELLER, 'vendeur')
    .replace(/\bcloturee? le\b/g, 'ferme')
    .replace(COUNT_OF_CONTACTS, 'nb ')
    .replace(/\be[\s-]mail/g, 'email')
    .replace(/\bn[°º]/g, 'no')
    .replace(/(?<=\S)\s+vom\s*$/, ' datum')
    .replace(/(?<=\S)\s+am\s*$/, '')
    .replace(DONE_BY, ' by')
    .replace(/\ba\/c\b/g, 'aos cuidados')
    .replace(/\bc\/o\b/g, 'careof')
    .replace(/\b([sc])\/\s*iva\b/g, (_all, letter: string) => (letter === 's' ? 'sin iva' : 'incl iva'))
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}\p{Sc}%#]+|(?=[%#\p{Sc}])|(?<=[%#\p{Sc}])/u)
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map((word) => (NUMBER_WORDS.has(word) ? 'no' : singular(word)))
    .map((word, _at, all) => (word === 'bus' && all.length === 1 ? word : (ABBREVIATIONS.get(word) ?? word)))
}
