import type { StockLine } from 'visma-net-client/resources/inventory/item';
import { formatQuantity } from '../../../web/rendering/formatNumber.ts';

/** A bar chart of stock per warehouse for views/partials/stockChart.ejs. Measures are in the picture's own units. */
export interface StockChart {
  readonly width: number;
  readonly height: number;
  /** Where nothing is; left of it are warehouses that delivered more than they had. */
  readonly zeroX: number;
  readonly bars: readonly StockBar[];
  /** The same in words, for those who do not see it. */
  readonly description: string;
}

export interface StockBar {
  readonly warehouse: string;
  readonly y: number;
  readonly onHand: Span;
  readonly available: Span;
  readonly label: string;
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
      label: `${formatQuantity(available)} of ${formatQuantity(onHand)}`,
    })),
    description: descriptionOf(lines, unit),
  };
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function descriptionOf(lines: readonly { warehouse: string; onHand: number; available: number }[], unit = ''): string {
  const each = lines.map(
    ({ warehouse, onHand, available }) =>
      `${warehouse}: ${formatQuantity(onHand)} on hand, ${formatQuantity(available)} available`,
  );
  return `Stock per warehouse${unit === '' ? '' : ` in ${unit}`}. ${each.join('; ')}.`;
}

function round(measure: number): number {
  return Math.round(measure * 10) / 10;
}
