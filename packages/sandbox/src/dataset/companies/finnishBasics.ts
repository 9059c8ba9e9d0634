import type { Account, AttributeDefinition, CreditTerms, Named, People } from './companyDataset.ts';

/** A Finnish company's accounts, VAT codes, terms, names of people and places. */
export const FINNISH_BASICS = {
  country: { id: 'FI', name: 'Suomi' },
  currency: 'EUR',
  language: 'fi-FI',
  vatPercent: 25.5,
  gtinPrefix: '640',
  vatCodes: [
    { id: '255', name: 'Kotimaan myynti 25,5 %' },
    { id: '135', name: 'Kotimaan myynti 13,5 %' },
    { id: '0', name: 'Veroton myynti' },
  ] satisfies Named[],
  priceClasses: [
    { id: 'AMMATTI', name: 'Ammattilaiset' },
    { id: 'MYYMÄLÄ', name: 'Myymälähinta' },
  ] satisfies Named[],
  customerClasses: [
    { id: '1', name: 'Kotimaan asiakkaat' },
    { id: '2', name: 'Telakat' },
  ] satisfies Named[],
  supplierClasses: [
    { id: '1', name: 'Kotimaan toimittajat' },
    { id: '3', name: 'Ulkomaan toimittajat' },
  ] satisfies Named[],
  creditTerms: [
    { id: '14', name: '14 päivää netto', days: 14 },
    { id: '30', name: '30 päivää netto', days: 30 },
  ] satisfies CreditTerms[],
  paymentMethods: [{ id: '1', name: 'Tilisiirto' }] satisfies Named[],
  vatZones: [
    { id: '01', name: 'Kotimaa' },
    { id: '03', name: 'EU-maat' },
  ] satisfies Named[],
  accounts: {
    '1530': { type: 'Asset', name: 'Varasto' },
    '1700': { type: 'Asset', name: 'Myyntisaamiset' },
    '2870': { type: 'Liability', name: 'Ostovelat' },
    '2871': { type: 'Liability', name: 'Laskuttamattomat vastaanotot' },
    '3000': { type: 'Income', name: 'Myynti, verollinen' },
    '3020': { type: 'Income', name: 'Palvelumyynti' },
    '3100': { type: 'Income', name: 'Myynti, veroton' },
    '4000': { type: 'Expense', name: 'Ostot' },
    '4400': { type: 'Expense', name: 'Varaston muutos' },
    '6500': { type: 'Expense', name: 'Tarvikkeet' },
  } satisfies Record<string, Account>,
  ledgers: { receivables: '1700', payables: '2870', accrued: '2871', taxFreeSales: '3100' },
  attributes: [
    {
      id: 'MATERIAALI',
      name: 'Materiaali',
      values: [
        { id: 'A2', name: 'Ruostumaton teräs A2' },
        { id: 'A4', name: 'Haponkestävä teräs A4' },
        { id: 'SINKKI', name: 'Sinkitty teräs' },
        { id: 'MUOVI', name: 'Muovi' },
      ],
    },
    {
      id: 'VÄRI',
      name: 'Väri',
      values: [
        { id: 'MUSTA', name: 'Musta' },
        { id: 'VALKOINEN', name: 'Valkoinen' },
        { id: 'SININEN', name: 'Sininen' },
        { id: 'KELTAINEN', name: 'Keltainen' },
      ],
    },
  ] satisfies AttributeDefinition[],
  brands: ['Saarikko', 'Merivoima', 'Tuulisalo', 'Rautalahti', 'Kirkasvesi', 'Pohjanlukko'],
  people: {
    firstNames: ['Liisa', 'Matti', 'Aino', 'Jukka', 'Päivi', 'Antti', 'Kaisa', 'Väinö', 'Elina', 'Örjan'],
    lastNames: ['Virtanen', 'Mäkelä', 'Lehtonen', 'Söderström', 'Heikkinen', 'Järvinen', 'Åkerblom', 'Rantanen'],
    companyStems: [
      'Saaristo',
      'Kivisalmi',
      'Ruissaari',
      'Meriharju',
      'Kallioniemi',
      'Lohiranta',
      'Tervakari',
      'Myrskylä',
    ],
    companyKinds: ['Rakennus', 'Sähkö', 'Venehuolto', 'Telakka', 'Konepaja', 'Putki', 'Kalastus'],
    supplierKinds: ['Tukku', 'Teollisuus', 'Työkalut', 'Kaapeli', 'Venetarvike'],
    notes: ['Poistuu, kun varasto loppuu.', 'Tarkista pituus vastaanotossa.', 'Myydään vain täysinä pakkauksina.'],
    legalForm: 'Oy',
    streets: ['Rantakatu', 'Telakkatie', 'Satamakatu', 'Teollisuuskatu', 'Mäntytie'],
    places: [
      { postalCode: '20100', city: 'Turku', county: 'Varsinais-Suomi' },
      { postalCode: '48100', city: 'Kotka', county: 'Kymenlaakso' },
      { postalCode: '65100', city: 'Vaasa', county: 'Pohjanmaa' },
      { postalCode: '10900', city: 'Hanko', county: 'Uusimaa' },
      { postalCode: '90100', city: 'Oulu', county: 'Pohjois-Pohjanmaa' },
    ],
    domain: 'example',
    phonePrefix: '+358 ',
  } satisfies People,
};
