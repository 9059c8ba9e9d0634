import type { OrderLine, OrderRecord } from '../orderRecord.ts';
import { hasShipped } from '../orderParts.ts';
import { linePartsOf } from '../usualParts.ts';
import type { PatchLineBody } from './orderBodies.ts';
import type { OrderCode } from './orderProblem.ts';
import type { OrderWriting } from './orderWriting.ts';
import { changedLine } from './writeLine.ts';

/** The lines of an order after a patch; what is wrong with it is in the findings. */
export function patchedLines(
  writing: OrderWriting,
  order: OrderRecord,
  bodies: readonly PatchLineBody[],
): readonly OrderLine[] {
  const { findings, company, tables } = writing;
  if (bodies.length > order.lines.length) {
    findings.add('inputLinesExceedExistingLinesCount', 'lines', 'There are more lines than the order has.');
  }
  checkUnique(writing, bodies);
  const lines = new Map(order.lines.map((line) => [line.lineNumber, line]));
  for (const [at, body] of bodies.entries()) {
    const property = `lines[${at}]`;
    const before = lines.get(body.lineId);
    if (!before) {
      findings.add('lineIdDoesNotExist', `${property}.lineId`, `The order has no line ${body.lineId}.`);
      continue;
    }
    if (hasShipped(order)) checkShipped(writing, property, body, before);
    const item = tables.items.byNumber(company, before.itemNumber);
    lines.set(body.lineId, changedLine(writing, order, before, item, property, body));
  }
  return sorted(writing, order, [...lines.values()], bodies);
}

function checkUnique({ findings }: OrderWriting, bodies: readonly PatchLineBody[]): void {
  const seen = new Set<number>();
  for (const [at, { lineId }] of bodies.entries()) {
    if (seen.has(lineId)) findings.add('lineIdIsNotUnique', `lines[${at}].lineId`, `Line ${lineId} is there twice.`);
    seen.add(lineId);
  }
}

/** What a line that is on a shipment does not let change. */
const FIXED_BY_SHIPPING: readonly (readonly [keyof PatchLineBody, OrderCode])[] = [
  ['externalLink', 'lineAlreadyShippedExternalLink'],
  ['salesAccountId', 'lineAlreadyShippedSalesAccountId'],
  ['unitCost', 'lineAlreadyShippedUnitCost'],
  ['shippingRule', 'lineAlreadyShippedShippingRule'],
  ['warehouseLocationId', 'canNotUpdateLineLocation'],
];

function checkShipped({ findings }: OrderWriting, property: string, body: PatchLineBody, line: OrderLine): void {
  for (const [field, code] of FIXED_BY_SHIPPING) {
    if (body[field] !== undefined) findings.add(code, `${property}.${field}`, 'The line has shipped.');
  }
  // Guess: with which code another quantity, unit or warehouse of a shipped line is refused is not documented. Taken, it
  // would rewrite what has left the house.
  const shipped = { quantity: line.quantity, unitOfMeasure: line.uom, warehouseId: line.warehouse };
  for (const field of ['quantity', 'unitOfMeasure', 'warehouseId'] as const) {
    const isOther = body[field] !== undefined && body[field] !== shipped[field];
    if (isOther) findings.add('invalidState', `${property}.${field}`, 'The line has shipped.');
  }
}

/** Puts lines where `sortOrder` says, in a row without gaps. */
function sorted(
  writing: OrderWriting,
  order: OrderRecord,
  lines: readonly OrderLine[],
  bodies: readonly PatchLineBody[],
): readonly OrderLine[] {
  const wanted = bodies.flatMap(({ lineId, sortOrder }, at) =>
    typeof sortOrder === 'number' ? [{ lineId, sortOrder, property: `lines[${at}].sortOrder` }] : [],
  );
  if (wanted.length === 0) return lines;
  checkPlaces(writing, wanted, lines.length);
  const known = new Map(lines.map((line) => [line.lineNumber, line]));
  const wantedAt = new Map(wanted.map(({ lineId, sortOrder }) => [sortOrder, lineId]));
  const moved = new Set(wantedAt.values());
  const others = lines.filter(({ lineNumber }) => !moved.has(lineNumber)).values();
  const row = lines.map((_, at) => {
    const lineId = wantedAt.get(at + 1);
    return lineId === undefined ? others.next().value : known.get(lineId);
  });
  return row
    .filter((line) => line !== undefined)
    .map((line, at) => ({
      ...line,
      written: { ...linePartsOf(line, order, writing.company), sortOrder: at + 1 },
    }));
}

interface WantedPlace {
  readonly sortOrder: number;
  readonly property: string;
}

function checkPlaces({ findings }: OrderWriting, wanted: readonly WantedPlace[], lineCount: number): void {
  const counts = new Map<number, number>();
  for (const { sortOrder } of wanted) counts.set(sortOrder, (counts.get(sortOrder) ?? 0) + 1);
  for (const { sortOrder, property } of wanted) {
    if (sortOrder < 1 || sortOrder > lineCount) {
      findings.add('sortOrderExceedLinesCount', property, `sortOrder goes from 1 to ${lineCount}.`);
    }
    if ((counts.get(sortOrder) ?? 0) > 1) {
      findings.add('sortOrderNbrIsNotUnique', property, `sortOrder ${sortOrder} is there twice.`);
    }
  }
}
