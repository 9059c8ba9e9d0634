import { beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { openSql, type Sql } from '../../src/world/database.ts';
import { openDatabase } from '../../src/world/openDatabase.ts';
import { createWorldRecords, openWorldRecords, type WorldRecords } from '../../src/world/worldRecords.ts';

interface Team {
  readonly members: { readonly name: string }[];
}

let sql: Sql;
let teams: WorldRecords<Team>;
const schema = z.object({ members: z.array(z.object({ name: z.string() })) });
const teamOf = (...names: string[]): Team => ({ members: names.map((name) => ({ name })) });

beforeEach(() => {
  sql = openSql(openDatabase('memory:'));
  createWorldRecords(sql);
  teams = openWorldRecords(sql, 'team', schema, () => 0);
  teams.put('a', teamOf('Kari'));
});

test('a record that has not changed is not parsed again', () => {
  const [first] = teams.all();
  expect(teams.find('a')).toBe(first);
  teams.put('b', teamOf('Ola'));
  expect(teams.find('a')).toBe(first);
});

test('a change is seen, whoever wrote it', () => {
  teams.find('a');
  openWorldRecords(sql, 'team', schema, () => 0).put('a', teamOf('Eva'));
  expect(teams.find('a')).toEqual(teamOf('Eva'));
  teams.remove('a');
  expect([teams.find('a'), teams.all()]).toEqual([undefined, []]);
});

test('what was read cannot be changed in passing', () => {
  const found = teams.find('a');
  expect(() => found?.members.push({ name: 'Eva' })).toThrow(TypeError);
  expect(teams.find('a')).toEqual(teamOf('Kari'));
});

test('half a record of an old state file is refused, at each reading', () => {
  sql.run(`UPDATE world_record SET record = '{"members":[{}]}'`, []);
  for (let again = 0; again < 2; again++) expect(() => teams.find('a')).toThrow(z.ZodError);
});
