import type { Synonyms } from './entities.ts'

export const PLACE_WORDS = {
  address: {
    en: 'address, adress, addr, location, postal address, headquarter, hq, hq location, headquarter location, full address, mailing address, street and city, address line, addr 1, bill to, ship to, billing to, sold to address, head office, headquarters location, hq address, address full, business location, place of business, where located, based in, based, office location, premises',
    de: 'adresse, anschrift, postanschrift, firmensitz, adresszeile',
    fr: 'adresse, adresse postale, siège, siège social, adresse du siège',
    es: 'dirección, direccion, domicilio, dirección postal, sede, ubicación, dirección fiscal',
    pt: 'endereço, morada, localização, endereço completo, sede',
    it: 'indirizzo, sede, sede legale, indirizzo completo, sede operativa',
    nl: 'adres, postadres, vestigingsadres, locatie, bezoekadres',
  },
  street: {
    en: 'street, address line 1, address 1, street address, street name, address1, street 1, addressline1, street line 1, street number, st address, st addr, street addr, address line one, addr line 1, addr1, add 1, street/no, house number and street, street and number',
    de: 'straße, strasse, straße und hausnummer, str, straße nr, straße hausnummer, straße/hausnr, straße hausnr',
    fr: 'rue, voie, adresse 1, adresse ligne 1, numéro et rue, n rue',
    es: 'calle, vía, dirección 1, calle y número, domicilio calle',
    pt: 'rua, logradouro, endereço 1, avenida, rua e número',
    it: 'via, indirizzo 1, strada, via e numero civico, via/piazza',
    nl: 'straat, straatnaam, straat en huisnummer, adresregel 1, straat huisnummer',
  },
  city: {
    en: 'city, town, city name, suburb, municipality, locality, city/town, city or town, town/city, hq city, township, village, city/municipality',
    de: 'ort, stadt, wohnort, gemeinde, ortschaft',
    fr: 'ville, commune, localité',
    es: 'ciudad, población, localidad, poblacion, municipio',
    pt: 'cidade, localidade, município, municipio',
    it: 'città, citta, comune, località, citt',
    nl: 'plaats, stad, woonplaats, plaatsnaam, vestigingsplaats, gemeente',
  },
  /** A region that is never a sales territory. */
  province: {
    en: 'province, state/province, state/region, us state, state province, state/county, prefecture, state or province, state/prov, prov/state, province/state, state name, county/state, hq state, billing state, mailing state',
  },
  region: {
    en: 'region, district, county',
    de: 'bundesland, kanton, landkreis, region, provinz',
    fr: 'région, département, departement, province, canton',
    es: 'provincia, región, comunidad autónoma, estado/provincia, departamento estado, estado provincia',
    pt: 'uf, província, distrito, região, estado/província, estado (uf)',
    it: 'provincia, regione, prov, prov.',
    nl: 'provincie, regio, staat/provincie',
  },
  /** Says either a place or a state of affairs; the neighbours and values tell. */
  state: { en: 'state', es: 'estado', pt: 'estado', it: 'stato' },
  zip: {
    en: 'zip, zip code, zipcode, postal code, postcode, post code, postalcode, pin code, pincode, zip/postal code, zip/postcode, postal, eircode, zip/post code, postal/zip, postal/zip code, post/zip code, zip no, zip5, zip or postal code, pcode, p code, post cd, zip cd, pin',
    de: 'plz, postleitzahl',
    fr: 'code postal, cp, code poste',
    es: 'código postal, cp, c.p., codigo postal',
    pt: 'cep, código postal',
    it: 'cap, codice postale, c.a.p.',
    nl: 'postcode',
  },
  country: {
    en: 'country, country code, nation, country/region, country name, country/territory, hq country, cntry, ctry, country key, country of origin, country iso',
    de: 'land, staat, ländercode, länderkennzeichen',
    fr: 'pays, code pays',
    es: 'país, pais, código de país',
    pt: 'país, pais',
    it: 'paese, nazione, stato estero',
    nl: 'land, landcode',
  },
} as const satisfies Record<string, Synonyms>
