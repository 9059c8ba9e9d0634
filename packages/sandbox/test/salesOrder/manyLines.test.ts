import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ErpCall } from '../../src/api/erpCall.ts';
import { addLinesBody } from '../../src/salesOrder/writing/orderBodies.ts';
import { createFindings, validationProblem, type Finding } from '../../src/salesOrder/writing/orderProblem.ts';
import { patchedLines } from '../../src/salesOrder/writing/patchLines.ts';
import { readOrderBody } from '../../src/salesOrder/writing/readOrderBody.ts';
import { HANDEL, startErpStack, type ErpStack } from '../erp/erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(20)));
afterAll(() => erp.stop());

/** Counts how often what it watches is looked at. */
function createCounter() {
  let count = 0;
  const watch = <T extends object>(value: T): T =>
    new Proxy(value, {
      get: (target, name, receiver) => {
        count += 1;
        const found: unknown = Reflect.get(target, name, receiver);
        return found;
      },
      getOwnPropertyDescriptor: (target, name) => {
        count += 1;
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    });
  return { watch, count: () => count };
}

type Counter = ReturnType<typeof createCounter>;

function looksAt(size: number, act: (counter: Counter, size: number) => void): number {
  const counter = createCounter();
  act(counter, size);
  return counter.count();
}

const numbersTo = (size: number): number[] => Array.from({ length: size }, (_, at) => at + 1);

describe('Twice as many lines cost twice as much', () => {
  test.each([
    ['where all of them are refused', refuseAll],
    ['where none of them can be read', readUnreadable],
    ['where every other one is moved', moveHalf],
    ['where one is named again and again', nameOneAgain],
  ])('%s', (_case, act) => {
    const small = looksAt(400, act);
    expect(small).toBeGreaterThanOrEqual(400);
    expect(looksAt(800, act)).toBeLessThan(small * 2.1);
  });
});

function refuseAll({ watch }: Counter, size: number): void {
  const findings = numbersTo(size).map((line): Finding => {
    return { code: 'invalidValue', property: `lines[${line}].quantity`, message: 'No.' };
  });
  validationProblem(findings.map(watch));
}

function readUnreadable({ watch }: Counter, size: number): void {
  const body = { lines: watch(numbersTo(size).map(() => ({ inventoryId: 1 }))) };
  const call: Pick<ErpCall, 'body' | 'note'> = { body, note: () => undefined };
  expect(() => readOrderBody(call, addLinesBody)).toThrow('Answered with 400');
}

function moveHalf({ watch }: Counter, size: number): void {
  const { order, writing } = anOrderOf(size);
  const bodies = numbersTo(size)
    .filter((lineId) => lineId % 2 === 0)
    .map((lineId) => ({ lineId, sortOrder: size + 1 - lineId }));
  const watched = { ...order, lines: order.lines.map(watch) };
  const numbers = patchedLines(writing, watched, bodies.map(watch)).map(({ lineNumber }) => lineNumber);
  writing.findings.refuse();
  expect(numbers.slice(0, 4)).toEqual([size, 1, size - 2, 3]);
}

function nameOneAgain({ watch }: Counter, size: number): void {
  const { order, writing } = anOrderOf(2);
  const again = numbersTo(size).map((sortOrder) => watch({ lineId: 1, sortOrder }));
  patchedLines(writing, order, [{ lineId: 2 }, ...again]);
  expect(() => writing.findings.refuse()).toThrow('Answered with 400');
}

/** A seeded order with as many lines. */
function anOrderOf(size: number) {
  const company = erp.data.company(HANDEL);
  const order = company && erp.data.orders.all(company).find(({ status }) => status === 'Open');
  const [line] = order?.lines ?? [];
  if (!company || !order || !line) throw new Error('No such order');
  const findings = createFindings();
  const writing = { company, tables: erp.data, findings, nowMs: 0, writer: null, note: () => undefined };
  const lines = numbersTo(size).map((lineNumber) => ({ ...line, lineNumber }));
  return { order: { ...order, lines }, writing };
}
