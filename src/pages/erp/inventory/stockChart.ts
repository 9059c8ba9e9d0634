import type { StockLine } from 'visma-net-client/resources/inventory/item';
import { say, type Sentence, type Text } from '../../../languages/spoken.ts';

/** A bar chart of stock per warehouse for views/partials/stockChart.ejs. Measures are in the picture's own units. */
export interface StockChart {
  readonly width: number;
  readonly height: number;
  /** Where nothing is; left of it are warehouses that delivered more than they had. */
  readonly zeroX: number;
  readonly bars: readonly StockBar[];
  /** For those who do not see it; each bar says the rest. */
  readonly title: Text;
}

export interface StockBar {
  readonly warehouse: string;
  readonly y: number;
  readonly onHand: Span;
  readonly available: Span;
  readonly label: Sentence;
  /** The same for those who do not see it. */
  readonly words: Sentence;
}

export interface Span {
  readonly x: number;
  readonly width: number;
}

const LEFT = 100;
const RIGHT = 120;
const WIDTH = 480;
const LONGEST_NAME = 11;
const ROW = 34;

/** Undefined when there is no warehouse to draw. Pure. */
export function stockChart(stock: readonly StockLine[] | undefined, unit: string | undefined): StockChart | undefined {
  if (!stock || stock.length === 0) return undefined;
  const lines = stock.map(({ warehouse = '?', onHand = 0, available = 0 }) => ({ warehouse, onHand, available }));
  const quantities = lines.flatMap(({ onHand, available }) => [onHand, available]);
  const least = Math.min(0, ...quantities);
  const most = Math.max(0, ...quantities);
  const scale = (WIDTH - LEFT - RIGHT) / (most - least || 1);
  const xOf = (quantity: number) => round(LEFT + (quantity - least) * scale);
  const spanOf = (quantity: number): Span => {
    const x = Math.min(xOf(0), xOf(quantity));
    return { x, width: round(Math.max(xOf(0), xOf(quantity)) - x) };
  };
  return {
    width: WIDTH,
    height: lines.length * ROW + 8,
    zeroX: xOf(0),
    bars: lines.map(({ warehouse, onHand, available }, index) => ({
      warehouse: shortened(warehouse),
      y: index * ROW + 8,
      onHand: spanOf(onHand),
      available: spanOf(available),
      label: say('inventory.chart.bar', { available: { quantity: available }, onHand: { quantity: onHand } }),
      words: say('inventory.chart.words', {
        warehouse,
        available: { quantity: available },
        onHand: { quantity: onHand },
      }),
    })),
    title: unit === undefined || unit === '' ? 'inventory.chart.title' : say('inventory.chart.titleIn', { unit }),
  };
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function round(measure: number): number {
  return Math.round(measure * 10) / 10;
}
