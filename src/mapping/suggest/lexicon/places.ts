import type { Synonyms } from './entities.ts'

export const PLACE_WORDS = {
  address: {
    en: 'address, adress, addr, location, postal address, headquarter, hq, hq location, headquarter location, full address, mailing address, street and city, address line, sold to address, head office, headquarters location, hq address, address full, business location, place of business, where located, based, office location, premises',
    de: 'adresse, anschrift, postanschrift, firmensitz, adresszeile, adr, firmenadresse, geschäftsadresse, geschäftsanschrift, firmenanschrift, hausanschrift, wohnadresse, hauptsitz, besuchsadresse, adressen, privatadresse',
    fr: 'adresse, adresse postale, siège, siège social, adresse du siège, adr, adresse complète, coordonnées postales, localisation, adresse de correspondance',
    es: 'dirección, direccion, domicilio, dirección postal, sede, ubicación, dirección fiscal, dir, direcc, domicilio fiscal, domicilio social, dirección completa, dirección comercial, sede social',
    pt: 'endereço, morada, localização, endereço completo, sede, morada completa, endereço comercial, sede social, end comercial, endereço fiscal',
    it: 'indirizzo, sede, sede legale, indirizzo completo, sede operativa, ind, indir, residenza, domicilio, ubicazione, indirizzi, sede amministrativa, indirizzo sede',
    nl: 'adres, postadres, vestigingsadres, locatie, bezoekadres, adr, hoofdkantoor, hoofdvestiging, vestiging, kantooradres, correspondentieadres, woonadres, zetel, maatschappelijke zetel, adressen, adresgegevens',
  },
  street: {
    en: 'street, address line 1, address 1, street address, street name, address1, street 1, addressline1, street line 1, street number, st address, st addr, street addr, address line one, addr line 1, addr1, add 1, street/no, house number and street, street and number, addr 1',
    de: 'straße, strasse, straße und hausnummer, str, straße nr, straße hausnummer, straße/hausnr, straße hausnr, strassenname, strasse nummer, str nr, str hausnr, straßenadresse, strasse hnr',
    fr: 'rue, voie, adresse 1, adresse ligne 1, numéro et rue, n rue, nom de rue, libellé voie, nom voie, rue numéro, rue n, n et voie, numéro voie, type voie nom voie',
    es: 'calle, vía, dirección 1, calle y número, domicilio calle, calle nº, calle nro, domicilio calle número, avenida, dirección calle',
    pt: 'rua, logradouro, endereço 1, avenida, rua e número, rua nº, rua av, nome da rua, arruamento, endereço rua',
    it: 'via, indirizzo 1, strada, via e numero civico, via/piazza, via n civico, via n, via numero, via civico, indirizzo via',
    nl: 'straat, straatnaam, straat en huisnummer, adresregel 1, straat huisnummer, straat huisnr, straat nr, straat nummer, adres straat',
  },
  city: {
    en: 'city, town, city name, suburb, locality, city/town, city or town, town/city, hq city, township, village, city/municipality',
    de: 'ort, stadt, wohnort, gemeinde, ortschaft, ortsname, firmenort, wohnsitz, stadt/ort',
    fr: 'ville, commune, localité, municipalité',
    es: 'ciudad, población, localidad, poblacion, municipio, pueblo, cdad, pobl, ciudad/municipio, comuna, población/ciudad, alcaldía',
    pt: 'cidade, localidade, município, municipio, concelho, cid, freguesia, cidade/município',
    it: 'città, citta, comune, località, citt, loc, comune di residenza, comuni, località/comune, città/comune',
    nl: 'plaats, stad, woonplaats, plaatsnaam, vestigingsplaats, gemeente, plts, dorp, woonpl, vestiging plaats',
  },
  /** A region that is never a sales territory. */
  province: {
    en: 'province, state/province, state/region, us state, state province, state/county, prefecture, state or province, state/prov, prov/state, province/state, state name, county/state, hq state, billing state, mailing state',
  },
  region: {
    en: 'region, district, county',
    de: 'bundesland, kanton, landkreis, region, provinz, bezirk, kt, regierungsbezirk, bundesland/kanton',
    fr: 'région, département, departement, province, canton, dép',
    es: 'provincia, región, comunidad autónoma, estado/provincia, departamento estado, estado provincia, ccaa, entidad federativa, prov, región/estado, estado/región, provincia/estado',
    pt: 'uf, província, distrito, região, estado/província, estado (uf), unidade federativa, região/estado, estado/distrito',
    it: 'provincia, regione, prov, prov., sigla provincia, province, prov sigla',
    nl: 'provincie, regio, staat/provincie, prov, gewest, provincie/regio',
  },
  /** Says either a place or a state of affairs; the neighbours and values tell. */
  state: { en: 'state', es: 'estado', pt: 'estado', it: 'stato' },
  zip: {
    en: 'zip, zip code, zipcode, postal code, postcode, post code, postalcode, pin code, pincode, zip/postal code, zip/postcode, postal, eircode, zip/post code, postal/zip, postal/zip code, post/zip code, zip no, zip5, zip or postal code, pcode, p code, post cd, zip cd, pin',
    de: 'plz, postleitzahl, postl, plz ort nr, plzahl',
    fr: 'code postal, cp, code poste, code post, cod postal, npa, c postal',
    es: 'código postal, cp, c.p., codigo postal, cod postal, zip, código p, c postal',
    pt: 'cep, código postal, cód postal, código post, cp',
    it: 'cap, codice postale, c.a.p., cod postale, codice avviamento postale, cod avv postale',
    nl: 'postcode, pc, post code, postcd, postkode',
  },
  country: {
    en: 'country, country code, nation, country/region, country name, country/territory, hq country, cntry, ctry, country key, country of origin, country iso',
    de: 'land, staat, ländercode, länderkennzeichen, länderkürzel, landeskennzeichen, ländername, lkz, landkürzel, staaten, länderkennung',
    fr: 'pays, code pays, nation, nom du pays',
    es: 'país, pais, código de país, nación, país de residencia, país/región',
    pt: 'país, pais, nação, código do país, país/região',
    it: 'paese, nazione, stato estero, codice paese, cod nazione, codice nazione, paese/nazione, nazioni',
    nl: 'land, landcode, landnaam, natie',
  },
} as const satisfies Record<string, Synonyms>
