/**
 * Guesses about the real APIs that are fixed here, beside those that are settings (ERP_SETTINGS). Each is marked as a
 * guess where it is coded, and stands in docs/sandbox.md.
 */
export const ERP_GUESSES: readonly string[] = [
  'Lists come in the order of internal ids; sales orders in that of their numbers.',
  'Names of query parameters count without their letter case; a pageNumber below 1 counts as 1.',
  'An unreadable time, or a time condition other than >, <, >= and <=, is refused with 400.',
  'In the attributes filter a comma separates several values of one attribute.',
  'corporateId, vatRegistrationId, email, phone and the texts of the invoice filters match whole, without letter case.',
  'released is 1 or 0; orderBy of suppliers is number, name or lastModifiedDateTime, with desc behind a blank.',
  'Attribute definitions of an item class come with single items and with the list of classes, not with lists of items.',
  'timeStamp and ETag are hexadecimal numbers that change at every write; the ETag is quoted.',
  'A caller without a good token sees the rate limit headers of an unused window; windows begin at full hours.',
  'Fault codes of IPPException bodies; its message begins with the refused field in quotes. Lengths of texts.',
  'A number in PUT /v1/inventory is ignored; a customer’s number comes from the series without overrideNumberSeries.',
  'A row of a collection without operation is inserted; null in a wrapper empties a field; a number is 0 then.',
  'The body of 412 is {"message": …}.',
  'An invoice can be deleted until it is released or voided.',
  'The content of a background call that is still running is answered with 404; one answered with 400 or more has Failed.',
  'ipp-company-id is ignored; an unknown address gets API Management’s 404.',
  'Sales orders: names of `_links`, kinds of lines and documents, the form of `nextPage`, how `filter` compares, a page behind the end is empty, ' +
    'the answer of `rotrut` for an order without the deduction, the sections of a row, modifiedSince takes in the very moment, a method that an address has not got answers 405, no rate limit of their own is documented.',
  'Writing sales orders: texts of refusals; unknown fields are dropped, names count with their letter case, numbers in quotes are refused; ' +
    'a new order is Open unless told, a line without quantity has 0; only orders that are Open, Hold, CreditHold or BackOrder can be changed or deleted, ' +
    'the lines of one that is Shipping in part; DELETE of an order wants If-Match; customers on hold may not order; carriers, terms and zones of shipping may be anything.',
];
