/** What forms in other languages than English ask in whole sentences, as the title that a column would have. */
export const QUESTIONS_ABROAD: readonly (readonly [RegExp, string])[] = [
  // How many
  [/^wie ?viele? (.+?) (?:hat|haben|arbeiten|beschäftig\p{L}*|zählt|sind)\b.*$/iu, 'anzahl $1'],
  [
    /^combien (?:de |d['’])(.+?) (?:compt|av|a[- ]|travaill|y a|emploi|votre|dans)\p{L}*.*$/iu,
    'nombre de $1',
  ],
  [/^¿?\s*cu[aá]nt[oa]s (.+?) (?:tiene|hay|trabajan|son|conforman|emplea)\p{L}*.*$/iu, 'número de $1'],
  [/^quant[oa]s (.+?) (?:tem|têm|trabalham|existem|há|possui|a sua|sua)\b.*$/iu, 'número de $1'],
  [/^quant[ie] (.+?) (?:ha|hanno|lavorano|conta|ci sono|sono|avete)\b.*$/iu, 'numero di $1'],
  [/^hoeveel (.+?) (?:heeft|hebt|hebben|telt|werken|zijn|heb)\b.*$/iu, 'aantal $1'],
  // Where somebody works
  [/^(?:bei|für) welche[mrns]? (.+?) (?:arbeiten|sind|tätig)\b.*$/iu, '$1'],
  [/^(?:dans|pour|chez) quell?e?s? (.+?) (?:travaill|êtes|exerc)\p{L}*.*$/iu, '$1'],
  [/^¿?\s*(?:en|para) (?:qu[eé]|cu[aá]l) (.+?) (?:trabaja|labora|est[aá])\p{L}*.*$/iu, '$1'],
  [/^(?:em|para) que (.+?) (?:trabalha|atua|está)\p{L}*.*$/iu, '$1'],
  [/^(?:in|per) quale (.+?) (?:lavor|oper)\p{L}*.*$/iu, '$1'],
  [/^(?:bij|in|voor) welke? (.+?) (?:werk|ben|zit|is|bent)\p{L}*.*$/iu, '$1'],
  [/^in welche[mrns]? (.+?) (?:arbeiten|sind|ist)\b.*$/iu, '$1'],
  [
    /^(?:wo arbeiten|où travaill|¿?\s*d[oó]nde trabaja|onde (?:você |o senhor )?trabalha|dove lavor|waar werk).*$/iu,
    'firma',
  ],
  // What something is
  [
    /^(?:wie|was|wer) (?:lautet|ist|sind|heißt|heisst) (?!zu )(?:der |die |das |ihre? |deine? )*(.+)$/iu,
    '$1',
  ],
  [/^qui est (?:le |la |l['’])?(.+)$/iu, '$1'],
  [/^quell?e?s? (?:est|sont) (?:le |la |les |l['’]|votre |vos |ton |ta )*(.+)$/iu, '$1'],
  [/^¿?\s*(?:cu[aá]l|qu[eé]|qui[eé]n)(?:es)? (?:es|son) (?:el |la |los |su |tu |sus )*(.+)$/iu, '$1'],
  [/^(?:qual|quais|quem é|quem são) (?:é |e |são )?(?:o |a |os |as |seu |sua |teu |tua )*(.+)$/iu, '$1'],
  [/^(?:qual|quali|chi) (?:è |e['’] |sono )(?:il |la |lo |i |gli |l['’]|tuo |tua |suo |sua )*(.+)$/iu, '$1'],
  [/^(?:wat|wie) (?:is|zijn) (?:de |het |uw |je |jouw )*(.+)$/iu, '$1'],
  [
    /^(?:bitte )?(?:geben|nennen|tragen) sie (?:uns )?(?:bitte )?(?:ihren?|ihre|den|die|das) (.+?)(?: an| ein)?$/iu,
    '$1',
  ],
  [
    /^(?:merci de |veuillez )?(?:indique[rz]|précise[rz]|renseigne[rz]|saisi\p{L}+) (?:votre |vos |le |la )*(.+)$/iu,
    '$1',
  ],
  [
    /^(?:por favor,? )?(?:indique|escriba|ingrese|introduzca|informe|digite|insira) (?:su |tu |seu |sua |o |a |el |la )*(.+)$/iu,
    '$1',
  ],
  [/^(?:inserisci|indica|inserire|indicare) (?:il |la |tuo |tua |suo |sua |l['’])*(.+)$/iu, '$1'],
  [/^(?:vul|geef) (?:hier )?(?:uw |je )(.+?)(?: in| op)?$/iu, '$1'],
]

/** What is asked to be told in one's own words. */
export const MESSAGES_ABROAD =
  /wie können wir|was können wir|womit können|haben sie (?:noch )?(?:fragen|anmerkungen|wünsche)|comment pouvons[- ]nous|en quoi pouvons|avez[- ]vous (?:des|d['’]autres|une) (?:question|remarque|commentaire|précision)|dites[- ]nous|parlez[- ]nous|qu[eé] podemos ayudar|c[oó]mo podemos ayudar|cu[eé]ntanos|cu[eé]ntenos|como podemos (?:te |lhe |o )?ajudar|em que podemos|conte[- ]nos|deixe (?:a )?sua mensagem|o que foi (?:falado|conversado|discutido)|come possiamo aiutar|hai (?:domande|richieste)|raccontaci|hoe kunnen we|hoe kunnen wij|waarmee kunnen|heeft u (?:nog )?(?:vragen|opmerkingen|een vraag)|heb je (?:nog )?(?:vragen|opmerkingen)|vertel ons/iu

/** How somebody came to us, what somebody agrees to. */
export const NOT_ASKED_ABROAD =
  /^(?:wie (?:sind|haben|wurden) sie|woher kennen|möchten sie|dürfen wir|ich (?:stimme|möchte|bin|willige)|comment (?:nous )?(?:avez|as)|comment (?:nous )?(?:connaiss|êtes)|souhaitez|acceptez|j['’](?:accepte|autorise)|¿?\s*c[oó]mo (?:nos|te|se|supo|supiste|has|conoci|se enter)|¿?\s*(?:desea|quiere|acepta|autoriza)|como (?:nos |ficou|soube|conhec|chegou|descobriu|você)|(?:deseja|aceito|autorizo|concordo)|come (?:ci|hai|è|sei|avete)|(?:desideri|accetto|acconsento|vuoi)|hoe (?:heeft|heb|ben|bent|kent|kwam|vond)|(?:wilt u|mag|mogen|ik ga|ik wil|ga je|gaat u))(?!\p{L})/iu

/** French for "how"; in English it would be a remark. */
export const HOW_FOUND_US = /^comment (?=nous |vous |avez|as |êtes|connaiss)/iu
