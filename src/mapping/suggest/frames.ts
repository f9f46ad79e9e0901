import type { Attribute, Parse, Thing } from './dictionary.ts'

/** Attributes that only say what the rest of the title is about. */
export type Frame = 'seller' | 'offer' | 'offerNumber' | 'desk'

const FRAMES: ReadonlySet<Attribute> = new Set<Frame>(['seller', 'offer', 'offerNumber', 'desk'])
const NUMBERS: readonly Attribute[] = ['number', 'id', 'code']
const REACH: readonly Attribute[] = ['email', 'phone']

/** What a frame says the title is about: "Angebotsnummer" is the deal's, "E-Mail Einkauf" the company's. */
export function framedThing({ attributes, things }: Parse, thing: Thing | null): Thing | null {
  const has = (attribute: Attribute): boolean => attributes.has(attribute)
  if (has('offerNumber') || (has('offer') && NUMBERS.some(has))) return 'deal'
  return has('desk') && REACH.some(has) && things.length === 0 ? 'company' : thing
}

/**
 * The attributes without what only frames them: the amount of an offer is an amount. Where nothing is left, the
 * frame itself speaks, and the name of a seller is not the name of the row.
 */
export function unframed(attributes: readonly Attribute[], thing: Thing | null): readonly Attribute[] {
  const rest = attributes.filter((attribute) => !FRAMES.has(attribute))
  const named = rest.every((attribute) => attribute === 'name' || attribute === 'full')
  if (attributes.includes('seller') && named) return rest.length === 0 && thing === 'contact' ? [] : ['owner']
  if (attributes.includes('offer') && named) return ['project']
  return rest.length > 0 ? rest : attributes
}
