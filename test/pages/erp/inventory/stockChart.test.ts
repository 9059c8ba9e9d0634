import { expect, test } from '@jest/globals';
import type { StockLine } from 'visma-net-client/resources/inventory/item';
import { ENGLISH } from '../../../../src/languages/languages.ts';
import { stockChart } from '../../../../src/pages/erp/inventory/stockChart.ts';

function aLine(change: Partial<StockLine> = {}): StockLine {
  return {
    warehouse: 'OSLO',
    onHand: 100,
    available: 40,
    availableForShipment: 40,
    isDefault: true,
    lastModified: undefined,
    ...change,
  };
}

test('bars are as long as their quantities', () => {
  const [first, second] = stockChart([aLine(), aLine({ onHand: 50, available: 50 })], 'PCS')?.bars ?? [];
  expect(first?.onHand.width).toBe(260);
  expect(first?.available.width).toBe(104);
  expect(second?.onHand.width).toBe(130);
  expect(first?.onHand.x).toBe(100);
});

test('a warehouse that delivered more than it had reaches left of the axis', () => {
  const chart = stockChart([aLine({ onHand: 50, available: -50 })], 'PCS');
  const [bar] = chart?.bars ?? [];
  expect(bar?.available).toEqual({ x: 100, width: 130 });
  expect(bar?.onHand).toEqual({ x: chart?.zeroX, width: 130 });
});

test('an empty warehouse has bars of no length', () => {
  expect(stockChart([aLine({ onHand: 0, available: 0 })], 'PCS')?.bars[0]?.onHand.width).toBe(0);
});

test('the picture says in words what it shows, and names are cut to their place', () => {
  const chart = stockChart([aLine({ warehouse: 'A-VERY-LONG-NAME' })], 'PCS');
  expect(chart && ENGLISH.speak(chart.title)).toBe('Stock per warehouse in PCS.');
  expect(chart?.bars.map(({ words, label }) => [words, label].map((text) => ENGLISH.speak(text)))).toEqual([
    ['A-VERY-LONG-NAME: 100 on hand, 40 available', '40 of 100'],
  ]);
  expect(chart?.bars[0]?.warehouse).toBe('A-VERY-LON…');
});

test('without warehouses there is no picture', () => {
  expect(stockChart([], 'PCS')).toBeUndefined();
  expect(stockChart(undefined, undefined)).toBeUndefined();
});
