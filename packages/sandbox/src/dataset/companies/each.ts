/** The parts of a text between bars: a list that reads as a line. */
export function each(line: string): string[] {
  return line.split('|');
}
