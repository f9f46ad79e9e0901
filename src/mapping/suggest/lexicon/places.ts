import type { Synonyms } from './entities.ts'

export const PLACE_WORDS = {
  address: {
    en: 'address, adress, addr, location, postal address, headquarter, hq, hq location, headquarter location, full address, mailing address, street and city, address line, sold to address, head office, headquarters location, hq address, address full, business location, place of business, where located, based, office location, premises',
    de: 'adresse, anschrift, postanschrift, firmensitz, adresszeile, adr, firmenadresse, geschäftsadresse, geschäftsanschrift, firmenanschrift, hausanschrift, wohnadresse, hauptsitz, besuchsadresse, adressen, privatadresse, standort adresse, standortadresse, komplette adresse, vollständige adresse, adresse komplett, vollständige anschrift, kundenadresse, kundenanschrift, sitz, unternehmenssitz, sitz der gesellschaft, rechnungsanschrift, straße plz ort, anschrift komplett, sitz der firma',
    fr: "adresse, adresse postale, siège, siège social, adresse du siège, adr, adresse complète, coordonnées postales, localisation, adresse de correspondance, adresses, adresse siège, adresse du siège social, lieu, siège entreprise, adresse de l'entreprise, adresse entière, adresse client, adresse du bureau, emplacement entreprise, lieu d'exercice, adresse établissement",
    es: 'dirección, direccion, domicilio, dirección postal, sede, ubicación, dirección fiscal, dir, direcc, domicilio fiscal, domicilio social, dirección completa, dirección comercial, sede social, dirección completa cliente, domicilio completo, dirección de oficina, dirección empresa, direcciones, domicilio comercial, domicilio particular, dirección del cliente, sede principal, dirección exacta, domicilio empresa',
    pt: 'endereço, morada, localização, endereço completo, sede, morada completa, endereço comercial, sede social, end comercial, endereço fiscal, endereços, morada fiscal, morada da empresa, morada cliente, moradas, endereço empresa, endereço do cliente, endereço sede, endereço postal, logradouro completo, endereço comercial completo, morada de faturação, domicílio fiscal, domicílio, end completo',
    it: 'indirizzo, sede, sede legale, indirizzo completo, sede operativa, ind, indir, residenza, domicilio, ubicazione, indirizzi, sede amministrativa, indirizzo sede, indirizzo postale, recapito postale, indirizzo sede legale, sede principale, sede azienda, indirizzo azienda, indirizzo cliente, indirizzo di residenza, indirizzo ufficio, indirizzo aziendale, indirizzo di spedizione principale, via città, indirizzo esteso',
    nl: 'adres, postadres, vestigingsadres, locatie, bezoekadres, adr, hoofdkantoor, hoofdvestiging, vestiging, kantooradres, correspondentieadres, woonadres, zetel, maatschappelijke zetel, adressen, adresgegevens, volledig adres, naw, naw gegevens, adres bedrijf, adres klant, bedrijfsadres, adres organisatie, adres kantoor, adres zetel, hoofdzetel, adres hoofdkantoor, ligging, facturatieadres, huisadres, locatieadres, straat + plaats',
  },
  street: {
    en: 'street, address line 1, address 1, street address, street name, address1, street 1, addressline1, street line 1, street number, st address, st addr, street addr, address line one, addr line 1, addr1, add 1, street/no, house number and street, street and number, addr 1',
    de: 'straße, strasse, straße und hausnummer, str, straße nr, straße hausnummer, straße/hausnr, straße hausnr, strassenname, strasse nummer, str nr, str hausnr, straßenadresse, strasse hnr, straße 1, adresszeile 1, adresse 1, adresse straße, str hnr, straße hnr, straßenname, straße und nummer',
    fr: 'rue, voie, adresse 1, adresse ligne 1, numéro et rue, n rue, nom de rue, libellé voie, nom voie, rue numéro, rue n, n et voie, numéro voie, type voie nom voie, adresse - rue, voie et numéro, adresse voie, adresse 1 rue, nom de la rue, nom de la voie, type et nom de voie, rue et numéro, adresse principale ligne 1, ligne adresse 1, adresse l 1',
    es: 'calle, vía, dirección 1, calle y número, domicilio calle, calle nº, calle nro, domicilio calle número, avenida, dirección calle, calle no, calle num, calle/número, nombre de la vía, nombre vía, calle y numero exterior, avenida/calle, calle principal, calle/nº, dirección línea 1, línea dirección 1, tipo vía nombre vía',
    pt: 'rua, logradouro, endereço 1, avenida, rua e número, rua nº, rua av, nome da rua, arruamento, endereço rua, rua/av, rua/avenida, av/rua, logradouro e número, logradouro número, logradouro nº, endereço número, endereço nº, endereço linha 1, linha de endereço 1, rua número, nome do logradouro, end logradouro, rua e nº',
    it: 'via, indirizzo 1, strada, via e numero civico, via/piazza, via n civico, via n, via numero, via civico, indirizzo via, via e civico, via/n, via/corso/piazza, via piazza, indirizzo riga 1, riga indirizzo 1, indirizzo linea 1, via e numero, indirizzo n civico, indirizzo civico, indirizzo numero civico, indirizzo e n civico',
    nl: 'straat, straatnaam, straat en huisnummer, adresregel 1, straat huisnummer, straat huisnr, straat nr, straat nummer, adres straat, adreslijn 1, adres 1, straat + nr, straat/nr, straat + huisnummer, straatnaam nr, straatnaam huisnummer, bezoekadres straat, straat en nummer, adresregel, str, straat + nummer, straat hnr',
  },
  city: {
    en: 'city, town, city name, suburb, locality, city/town, city or town, town/city, hq city, township, village, city/municipality',
    de: 'ort, stadt, wohnort, gemeinde, ortschaft, ortsname, firmenort, wohnsitz, stadt/ort, sitz ort, kundenort, plz/ort, plz wohnort, standort stadt, ort/stadt, ortsteil ort',
    fr: "ville, commune, localité, municipalité, lieu de résidence, ville/commune, ville siège, ville de résidence, ville de l'entreprise, npa lieu, np lieu, bureau distributeur, ville/localité, agglomération",
    es: 'ciudad, población, localidad, poblacion, municipio, pueblo, cdad, pobl, ciudad/municipio, comuna, población/ciudad, alcaldía, delegación/municipio, alcaldía/municipio, municipio/delegación, delegación o municipio, ciudad o municipio, ciudad/localidad, localidad/población, ciudad de residencia, ciudad empresa, corregimiento, cantón ciudad',
    pt: 'cidade, localidade, município, municipio, concelho, cid, freguesia, cidade/município, munic, cidade de atuação, cidade/concelho, localidade postal, cidade de residência, cidade sede, cidade empresa, localidade/concelho, vila, distrito/concelho, cidade e estado, cidades',
    it: 'città, citta, comune, località, citt, loc, comune di residenza, comuni, località/comune, città/comune, luogo, città sede, città di residenza, città/località, comune sede, comune/città, paese/città, località sede, loc/comune, città o comune, citta/comune',
    nl: 'plaats, stad, woonplaats, plaatsnaam, vestigingsplaats, gemeente, plts, dorp, woonpl, vestiging plaats, plaats/stad, gemeente/plaats, stad/gemeente, plaats vestiging, plaats bedrijf, bezoekplaats, bezoekadres plaats, factuurplaats, gemeente vestiging, woonplaats klant, standplaats klant, stad klant, woongemeente',
  },
  /** A region that is never a sales territory. */
  province: {
    en: 'province, state/province, state/region, us state, state province, state/county, prefecture, state or province, state/prov, prov/state, province/state, state name, county/state, hq state, billing state, mailing state',
  },
  region: {
    en: 'region, district, county',
    de: 'bundesland, kanton, landkreis, region, provinz, bezirk, kt, regierungsbezirk, bundesland/kanton, bundesland/region, land/bundesland, bl, provinz/kanton, region/bundesland, gebiet bundesland',
    fr: 'région, département, departement, province, canton, dép, n département, numéro département, code département, département n, région administrative, région/province, état/province, province/état, province/région, province/territoire, région/état, dpt, numéro de département',
    es: 'provincia, región, comunidad autónoma, estado/provincia, departamento estado, estado provincia, ccaa, entidad federativa, prov, región/estado, estado/región, provincia/estado, estado de la república, provincia/región, provincia/departamento, región/provincia, depto/provincia, estado/departamento, departamento/estado, edo, comunidad',
    pt: 'uf, província, distrito, região, estado/província, estado (uf), unidade federativa, região/estado, estado/distrito, sigla uf, uf estado, estado/região, estado sigla, uf/estado, estado da federação, região/distrito',
    it: 'provincia, regione, prov, prov., sigla provincia, province, prov sigla, provincia/regione, regione/provincia, pr, prov di residenza, sigla prov, provincia sede, cantone, regione di residenza',
    nl: 'provincie, regio, staat/provincie, prov, gewest, provincie/regio, regio/provincie, provincie bedrijf, staat/regio, gewest/provincie, kanton, provincie/staat, deelstaat',
  },
  /** Says either a place or a state of affairs; the neighbours and values tell. */
  state: { en: 'state', es: 'estado', pt: 'estado', it: 'stato' },
  zip: {
    en: 'zip, zip code, zipcode, postal code, postcode, post code, postalcode, pin code, pincode, zip/postal code, zip/postcode, postal, eircode, zip/post code, postal/zip, postal/zip code, post/zip code, zip no, zip5, zip or postal code, pcode, p code, post cd, zip cd, pin',
    de: 'plz, postleitzahl, postl, plz ort nr, plzahl, plz kunde, postleitz, plz 1, plz firma',
    fr: 'code postal, cp, code poste, code post, cod postal, npa, c postal, c postale, codes postaux, cpostal, np, numéro postal, zip, cp entreprise',
    es: 'código postal, cp, c.p., codigo postal, cod postal, zip, código p, c postal, cód post, código zip, codigo postal empresa, c p, cpostal',
    pt: 'cep, código postal, cód postal, código post, cp, cód post, código cep, c postal, código postal cliente, zip, cp4, cpostal, c p',
    it: 'cap, codice postale, c.a.p., cod postale, codice avviamento postale, cod avv postale, c avv postale, cap sede, cod cap, codice cap, zip',
    nl: 'postcode, pc, post code, postcd, postkode, pcode, postc, postcode bedrijf, postnummer, postcode 6, zip',
  },
  country: {
    en: 'country, country code, nation, country/region, country name, country/territory, hq country, cntry, ctry, country key, country of origin, country iso',
    de: 'land, staat, ländercode, länderkennzeichen, länderkürzel, landeskennzeichen, ländername, lkz, landkürzel, staaten, länderkennung, herkunftsland, land/region, sitzland, länderschlüssel, landname, iso land',
    fr: 'pays, code pays, nation, nom du pays, pays/territoire, pays/région, pays de résidence, pays de facturation, code iso pays, pays du siège, pays entreprise, pays client, indicatif pays',
    es: 'país, pais, código de país, nación, país de residencia, país/región, país de origen, código país, países, país cliente, país empresa',
    pt: 'país, pais, nação, código do país, país/região, país de origem, país/território, código país, cód país, país cliente, país de residência, países, sigla país',
    it: 'paese, nazione, stato estero, codice paese, cod nazione, codice nazione, paese/nazione, nazioni, stato/paese, paese di origine, paese di residenza, nazione/paese, codice iso paese, paese cliente, nazione cliente, paese/regione',
    nl: 'land, landcode, landnaam, natie, land van vestiging, land van herkomst, land/regio, landcodes, isocode land, land code, vestigingsland, landen',
  },
} as const satisfies Record<string, Synonyms>
