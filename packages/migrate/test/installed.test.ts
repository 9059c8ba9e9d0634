import { describe, expect, test } from '@jest/globals';
import { pack, productionPackagesOf, projectWith } from '../../../test/support/installed.ts';

const tarball = pack('packages/migrate');

describe('The migration scan as a package', () => {
  test('holds what it runs with, and no tests', () => {
    expect(tarball.files).toEqual(expect.arrayContaining(['README.md', 'dist/cli.js', 'dist/migrateCommand.d.ts']));
    expect(tarball.files.filter((file) => file.startsWith('test/'))).toEqual([]);
  });

  test('brings one package', () => {
    expect(productionPackagesOf('packages/migrate')).toEqual(['node_modules/ignore']);
  });

  test('finds VNI code as a command', async () => {
    const project = projectWith(tarball, { 'a.py': 'url = "https://integration.visma.net/API/controller/api/v1"\n' });
    const { code, output } = await project.run(['node_modules/vni-migrate/dist/cli.js', '.']);
    expect(code).toBe(1);
    expect(output).toContain('a.py:1:8');
  }, 60_000);
});
