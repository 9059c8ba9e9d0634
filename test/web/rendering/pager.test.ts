import { expect, test } from '@jest/globals';
import { lastPage, pagerOf, type Paged } from '../../../src/web/rendering/pager.ts';

const href = (page: number) => `/list?page=${page}`;
const pagerFor = (paged: Partial<Paged>) =>
  pagerOf({ pageNumber: 1, pageSize: 50, totalCount: 1200, isLast: false, ...paged }, href);
const shown = (paged: Partial<Paged>) =>
  pagerFor(paged)
    ?.pages?.map((link) => (link === 'gap' ? '…' : `${link.number}${link.isCurrent ? '*' : ''}`))
    .join(' ');

test.each([
  [1, '1* 2 … 24'],
  [2, '1 2* 3 … 24'],
  [3, '1 2 3* 4 … 24'],
  [12, '1 … 11 12* 13 … 24'],
  [24, '1 … 23 24*'],
])('of 24 pages, page %i shows %s', (pageNumber, pages) => {
  expect(shown({ pageNumber, isLast: pageNumber === 24 })).toBe(pages);
});

test('one page has no pager', () => {
  expect(pagerFor({ totalCount: 12, isLast: true })).toBeUndefined();
});

test('the first page has nothing before it, the last nothing after it', () => {
  expect(pagerFor({})).toMatchObject({ previous: undefined, next: '/list?page=2' });
  expect(pagerFor({ pageNumber: 24, isLast: true })).toMatchObject({ previous: '/list?page=23', next: undefined });
});

test('without a total there is no last page to lead to', () => {
  expect(pagerFor({ pageNumber: 3, totalCount: undefined })).toEqual({
    previous: '/list?page=2',
    next: '/list?page=4',
    pages: undefined,
  });
});

test('a page far behind the end leads back to the last one', () => {
  expect(pagerFor({ pageNumber: 900, isLast: true })?.previous).toBe('/list?page=24');
});

test('an empty list has one page', () => {
  expect(lastPage(0, 50)).toBe(1);
  expect(lastPage(50, 50)).toBe(1);
  expect(lastPage(51, 50)).toBe(2);
});
