import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scanFolder } from '../src/scanFolder.ts';
import { aProject, foundIn, marks, runMigrate } from './project.ts';

const vni = 'url = "https://integration.visma.net/API/controller/api/v1"\n';

describe('what .gitignore names', () => {
  test('is left out, by name, folder and ending, and counted', () => {
    const project = aProject({
      '.gitignore': 'secret.py\ngenerated/\n*.local.py\n# a comment\n',
      'secret.py': vni,
      'generated/client.py': vni,
      'src/a.local.py': vni,
      'src/a.py': vni,
    });
    const scan = scanFolder(project.path);
    expect(marks(scan)).toEqual(['src/a.py:1 old-api-host']);
    expect(scan.leftOut.gitignored).toBe(3);
  });

  test('comes back with an exclamation mark, unless the folder around it is left out', () => {
    expect(
      foundIn({
        '.gitignore': '*.py\n!keep.py\ngone/\n!gone/keep.py\n',
        'keep.py': vni,
        'other.py': vni,
        'gone/keep.py': vni,
      }),
    ).toEqual(['keep.py:1 old-api-host']);
  });

  test('is overruled by a .gitignore further down, both ways', () => {
    expect(
      foundIn({
        '.gitignore': '*.py\n',
        'a/.gitignore': '!*.py\nhere.py\n',
        'a/there.py': vni,
        'a/here.py': vni,
        'a/b/c/deep.py': vni,
        'b/there.py': vni,
      }),
    ).toEqual(['a/there.py:1 old-api-host', 'a/b/c/deep.py:1 old-api-host']);
  });

  test('is anchored to its own folder by a slash', () => {
    expect(foundIn({ 'a/.gitignore': '/only.py\n', 'a/only.py': vni, 'a/b/only.py': vni })).toEqual([
      'a/b/only.py:1 old-api-host',
    ]);
  });

  test('counts from the top of the work tree when the scan begins further down', () => {
    const project = aProject({
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/info/exclude': 'private.py\n',
      '.gitignore': 'sub/out.py\n',
      'sub/out.py': vni,
      'sub/private.py': vni,
      'sub/in.py': vni,
    });
    expect(marks(scanFolder(join(project.path, 'sub')))).toEqual(['in.py:1 old-api-host']);
  });

  test('does not hide a folder that is named on the command line', () => {
    const project = aProject({ '.git/HEAD': '', '.gitignore': 'old/\n', 'old/a.py': vni });
    expect(marks(scanFolder(project.path))).toEqual([]);
    expect(marks(scanFolder(join(project.path, 'old')))).toEqual(['a.py:1 old-api-host']);
  });
});

describe('vendored and built code', () => {
  test.each([
    ['JavaScript', 'node_modules/erp/index.js', {}],
    ['PHP', 'vendor/acme/client.php', { 'composer.json': '{}' }],
    ['Go', 'vendor/acme/client.go', { 'go.mod': 'module x' }],
    ['Ruby', 'vendor/gems/client.rb', { Gemfile: '' }],
    ['Python', '.venv/lib/python3.12/client.py', {}],
    ['Python, an environment of any name', 'env-2019/lib/client.py', { 'env-2019/pyvenv.cfg': '' }],
    ['Java', 'target/generated/Client.java', { 'pom.xml': '' }],
    ['Gradle', 'build/generated/Client.java', { 'build.gradle.kts': '' }],
    ['.NET', 'App/obj/Debug/Client.cs', { 'App/App.csproj': '' }],
    ['.NET packages', 'packages/Erp.1.2.0/Client.cs', { 'App.sln': '' }],
    ['served scripts', 'wwwroot/lib/erp/client.js', {}],
    ['served scripts of Django', 'app/static/vendor/client.js', {}],
    ['a bundle', 'dist/app.js', {}],
  ])('of %s is left out and counted', (_ecosystem, file, beside) => {
    const scan = scanFolder(aProject({ [file]: vni, ...beside }).path);
    expect(marks(scan)).toEqual([]);
    expect(scan.leftOut.vendoredFolders).toBe(1);
  });

  test.each([
    ['vendors are suppliers', 'src/main/java/example/vendor/VendorSync.java', {}],
    ['a build folder of people', 'build/Sync.cs', {}],
    ['packages of a workspace', 'packages/erp/sync.ts', { 'package.json': '{}', 'App.sln': '' }],
    ['a lib folder of people', 'lib/erp.rb', { Gemfile: '' }],
    ['a bin folder of people', 'bin/sync', { 'package.json': '{}' }],
    ['a file named as a document is', 'src/License.cs', {}],
    ['a file named as an ending of binaries is', 'tools/node', {}],
  ])('is not mistaken: %s', (_why, file, beside) => {
    expect(foundIn({ [file]: vni, ...beside })).toEqual([`${file}:1 old-api-host`]);
  });
});

describe('files that are no code', () => {
  test('are left out and counted: binaries, generated and minified files, documents, links', () => {
    const project = aProject({
      'logo.png': vni,
      'data.bin.txt.gz': vni,
      'blob.py': Buffer.from(`${vni}\0\u0001\u0002`),
      'app.min.js': vni,
      'package-lock.json': vni,
      'bundle.js': `${'var a="b",c=function(d){return e(d)};'.repeat(200)}fetch("${vni.slice(7, -2)}")`,
      'README.md': vni,
      LICENSE: vni,
      'real.py': vni,
    });
    symlinkSync('real.py', join(project.path, 'link.py'));
    const scan = scanFolder(project.path);
    expect(marks(scan)).toEqual(['real.py:1 old-api-host']);
    expect(scan.leftOut).toMatchObject({ binary: 3, generated: 2, minified: 1, document: 2, links: 1 });
    expect(scan.files).toBe(1);
  });

  test('a loop of links is walked through once', () => {
    const project = aProject({ 'a/real.py': vni });
    symlinkSync('..', join(project.path, 'a', 'up'));
    symlinkSync(project.path, join(project.path, 'again'));
    expect(marks(scanFolder(project.path))).toEqual(['a/real.py:1 old-api-host']);
  });

  test('the report says what was left out', async () => {
    const project = aProject({
      'node_modules/x/a.js': vni,
      'b.png': vni,
      'c.md': vni,
      'd.py': vni,
      '.gitignore': 'e*',
    });
    project.add('e.py', vni);
    const { out } = await runMigrate(['.'], { cwd: project.path });
    expect(out).toContain('Left out: 1 vendored or built folder, 1 entry of .gitignore, 1 binary, 1 document.');
    expect(out).toContain('Looked into 2 files.');
  });
});

describe('--include', () => {
  test('takes only what matches, documents too, and may be given several times', () => {
    const files = { 'src/a.py': vni, 'src/b.cs': vni, 'docs/c.md': vni, 'd.py': vni };
    expect(foundIn(files, ['src/**/*.py', '*.md'])).toEqual(['docs/c.md:1 old-api-host', 'src/a.py:1 old-api-host']);
    expect(scanFolder(aProject(files).path, ['*.cs']).leftOut.notIncluded).toBe(3);
  });
});

describe('folders', () => {
  test('are scanned however deep they lie', () => {
    const deep = Array.from({ length: 120 }, (_, at) => `level${at}`).join('/');
    expect(foundIn({ [`${deep}/a.py`]: vni })).toEqual([`${deep}/a.py:1 old-api-host`]);
  });

  test('are scanned in the order of their names, files first', () => {
    const project = aProject({ 'b/x.py': vni, 'a/y.py': vni, 'z.py': vni });
    mkdirSync(join(project.path, 'empty'));
    expect(marks(scanFolder(project.path)).map((mark) => mark.split(':')[0])).toEqual(['z.py', 'a/y.py', 'b/x.py']);
  });
});
