import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aProject, makeUnreadable, runMigrate } from './project.ts';

const wrong = 'url = "https://integration.visma.net/API/controller/api/v1"\n';
const unsafe = 'headers["ipp-application-type"] = "Visma.net Financials"\n';

describe('--help', () => {
  test('shows usage, options, examples and exit codes on standard output', async () => {
    const { code, out, err } = await runMigrate(['--help'], { cwd: '/' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const part of ['Usage', 'Options', 'Examples', 'Exit codes', '--format', '--out', '--fail-on', '--include']) {
      expect(out).toContain(part);
    }
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test('wins over everything else on the line', async () => {
    expect((await runMigrate(['nowhere', '-h'], { cwd: '/' })).code).toBe(0);
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'Name the folder'],
    [['a', 'b'], 'Name one folder'],
    [['.', '--format', 'html'], '--format is text, markdown, json or sarif, not "html".'],
    [['.', '--fail-on', 'info'], '--fail-on is error, warning or never, not "info".'],
    [['.', '--colour'], "Unknown option '--colour'"],
    [['.', '--out'], '--out'],
    [['nowhere'], 'Cannot look into nowhere: no such file or folder (ENOENT).'],
    [['a.py'], 'Cannot look into a.py: it is not a folder (ENOTDIR).'],
  ])('%j is refused with exit code 2 and a hint', async (argv, message) => {
    const project = aProject({ 'a.py': wrong });
    const { code, out, err } = await runMigrate(argv, { cwd: project.path });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^migrate: .*\n$/);
    expect(err).toContain(message);
  });
});

describe('the exit code', () => {
  test.each([
    ['error', 'nothing', 0],
    ['error', 'warnings', 0],
    ['error', 'errors', 1],
    ['warning', 'nothing', 0],
    ['warning', 'warnings', 1],
    ['warning', 'errors', 1],
    ['never', 'errors', 0],
  ])('with --fail-on %s and %s is %d', async (failOn, what, expected) => {
    const project = aProject({ 'a.py': { nothing: 'a = 1\n', warnings: unsafe, errors: wrong }[what] ?? '' });
    expect((await runMigrate(['.', '--fail-on', failOn], { cwd: project.path })).code).toBe(expected);
  });

  test('is that of --fail-on warning when nothing is said', async () => {
    expect((await runMigrate(['.'], { cwd: aProject({ 'a.py': unsafe }).path })).code).toBe(1);
  });
});

describe('--out', () => {
  test('writes the report to the file, and a summary to standard output', async () => {
    const project = aProject({ 'src/a.py': wrong });
    const { code, out } = await runMigrate(['src', '--format', 'markdown', '--out', 'plan.md'], { cwd: project.path });
    expect(code).toBe(1);
    expect(out).toBe(
      'Looked into 1 file. Found 1 line to change in 1 file: 1 error, 0 warnings. About 1 place to touch.\n' +
        `The report is in ${join(project.path, 'plan.md')}.\n`,
    );
    expect(readFileSync(join(project.path, 'plan.md'), 'utf8')).toContain('# Moving from VNI to Visma Connect');
  });

  test('that cannot be written is exit code 2, and says why', async () => {
    const project = aProject({ 'a.py': wrong });
    const { code, err } = await runMigrate(['.', '--out', 'no/such/folder/plan.md'], { cwd: project.path });
    expect({ code, err }).toEqual({
      code: 2,
      err: `migrate: Cannot write ${join(project.path, 'no/such/folder/plan.md')}: no such file or folder (ENOENT).\n`,
    });
  });

  test('inside the scanned folder does not find itself the next time', async () => {
    const project = aProject({ 'a.py': wrong });
    const argv = ['.', '--format', 'json', '--out', 'report.json'];
    await runMigrate(argv, { cwd: project.path });
    const first = readFileSync(join(project.path, 'report.json'), 'utf8');
    await runMigrate(argv, { cwd: project.path });
    expect(readFileSync(join(project.path, 'report.json'), 'utf8')).toBe(first);
  });

  test('is never coloured, on a terminal neither', async () => {
    const project = aProject({ 'src/a.py': wrong });
    await runMigrate(['src', '--out', 'plan.txt'], { cwd: project.path, isTerminal: true });
    expect(readFileSync(join(project.path, 'plan.txt'), 'utf8')).not.toContain('\u001b');
  });
});

describe('colours', () => {
  const isColoured = async (how: { isTerminal: boolean; noColor: boolean }): Promise<boolean> =>
    (await runMigrate(['.'], { cwd: aProject({ 'a.py': wrong }).path, ...how })).out.includes('\u001b[');

  test('are used on a terminal, unless NO_COLOR is set, and nowhere else', async () => {
    expect(await isColoured({ isTerminal: true, noColor: false })).toBe(true);
    expect(await isColoured({ isTerminal: true, noColor: true })).toBe(false);
    expect(await isColoured({ isTerminal: false, noColor: false })).toBe(false);
  });
});

describe('what cannot be read', () => {
  test('is reported, and the rest is scanned', async () => {
    const project = aProject({ 'a.py': wrong, 'locked/b.py': wrong, 'c.py': wrong });
    makeUnreadable(project.path, 'locked');
    makeUnreadable(project.path, 'c.py');
    const { code, out } = await runMigrate(['.', '--format', 'json'], { cwd: project.path });
    const report: unknown = JSON.parse(out);
    expect(code).toBe(1);
    expect(report).toMatchObject({ summary: { findings: 1, filesScanned: 1 } });
    expect(report).toHaveProperty('unreadable.length', 2);
    expect((await runMigrate(['.'], { cwd: project.path })).out).toMatch(
      /Could not read .*: .* \((?:EACCES|ENOENT)\)\./,
    );
  });

  test('may be a .gitignore too', async () => {
    const project = aProject({ 'a.py': wrong });
    mkdirSync(join(project.path, '.gitignore'));
    const { code, out } = await runMigrate(['.'], { cwd: project.path });
    expect(code).toBe(1);
    expect(out).toContain('Could not read .gitignore: it is a folder (EISDIR).');
  });
});

describe('ignore comments', () => {
  const silenced = async (text: string): Promise<string> =>
    (await runMigrate(['.', '--format', 'text'], { cwd: aProject({ 'a.py': text }).path })).out;

  test.each([
    ['on the line', `${wrong.trim()}  # visma-migrate-ignore-line\n`],
    ['on the line above', `# visma-migrate-ignore-next-line\n${wrong}`],
    ['for one rule, with a reason', `# visma-migrate-ignore-next-line old-api-host -- until June\n${wrong}`],
    ['among other rules', `# visma-migrate-ignore-next-line vni-scope, old-api-host\n${wrong}`],
  ])('silence a finding %s, and are counted', async (_where, text) => {
    const out = await silenced(text);
    expect(out).toContain('Found nothing of VNI.');
    expect(out).toContain('Silenced by comments: 1 finding.');
  });

  test.each([
    ['for another rule', `# visma-migrate-ignore-next-line vni-scope\n${wrong}`],
    ['two lines above', `# visma-migrate-ignore-next-line\n\n${wrong}`],
    ['below', `${wrong}# visma-migrate-ignore-line\n`],
  ])('do not silence it %s', async (_where, text) => {
    expect(await silenced(text)).toContain('Found 1 line to change');
  });

  test('that name no rule are told of, and silence nothing', async () => {
    const out = await silenced(`# visma-migrate-ignore-next-line old-api-hots\n${wrong}`);
    expect(out).toContain('Found 1 line to change');
    expect(out).toContain('a.py:1: the ignore comment names no rule: "old-api-hots".');
  });

  test('work in the comments of other languages', async () => {
    const project = aProject({
      'a.cs': `var a = "https://integration.visma.net"; // visma-migrate-ignore-line\n`,
      'b.xml': `<!-- visma-migrate-ignore-next-line old-api-host -->\n<a>https://integration.visma.net</a>\n`,
      'c.sql': `-- visma-migrate-ignore-next-line\nselect 'financialstasks';\n`,
      'd.css': `/* visma-migrate-ignore-next-line */\na { background: url(https://integration.visma.net/a) }\n`,
    });
    expect((await runMigrate(['.'], { cwd: project.path })).out).toContain('Silenced by comments: 4 findings.');
  });
});
