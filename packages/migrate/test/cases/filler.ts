/** Lines of comments, to lie between two others. */
export const filler = (lines: number, comment = '//'): string => `${comment} goes on\n`.repeat(lines);
