import { count } from './count.ts';
import { API_DESCRIPTION } from './generators.ts';
import { generatedClient } from './rules/generatedClient.ts';
import type { FileFinding } from './scanFolder.ts';

/** What was found in the generated files of one folder. */
interface Found {
  readonly generator: string;
  readonly folder: string;
  readonly endings: Set<string>;
  files: number;
  lines: number;
  lastFile: string;
  /** The first finding that shows that the code is of the old API. */
  old: FileFinding | undefined;
}

/** What the description of today's API still has: nothing in a generated client shows by it that it is old. */
const OF_TODAY = new Set([
  'paging-parameters',
  'lone-time-filter',
  'sales-order-v1-v2',
  'purchase-receipt-v1',
  'ended-operation',
  'deprecated-operation',
]);

const BESIDE_CODE = /(?:^|\/)(?:tests?|spec|factories|fixtures|mocks?)\//i;

/** From so many files on with a head, others of the same kind among them count as generated too. */
const FEWEST_FILES = 20;
const SMALLEST_SHARE = 0.5;

/** Gathers what was found in generated code, by folders and not by lines, so that it takes little room. */
export class GeneratedTrees {
  readonly #found = new Map<string, Found>();
  /** Files of a folder that have to do with Visma, generated or not. */
  readonly #files = new Map<string, number>();
  readonly #manifestFolders = new Set<string>();

  learnManifest(path: string): void {
    this.#manifestFolders.add(folderOf(path));
  }

  learnFile(path: string, generator: string | undefined): void {
    const folder = folderOf(path);
    this.#files.set(folder, (this.#files.get(folder) ?? 0) + 1);
    if (generator === undefined) return;
    const isDescription = generator === API_DESCRIPTION;
    const key = isDescription ? path : `${folder}\n${generator}`;
    const known = this.#found.get(key) ?? {
      generator,
      folder: isDescription ? path : folder,
      endings: new Set(),
      files: 0,
      lines: 0,
      lastFile: '',
      old: undefined,
    };
    known.files += 1;
    known.endings.add(endingOf(path));
    this.#found.set(key, known);
  }

  /** Takes a finding of a generated file. */
  add(finding: FileFinding, generator: string): void {
    const found = this.#found.get(
      generator === API_DESCRIPTION ? finding.file : `${folderOf(finding.file)}\n${generator}`,
    );
    // A library's own files bring themselves in.
    if (found === undefined || finding.rule.id === 'client-library') return;
    found.lines += 1;
    if (!OF_TODAY.has(finding.rule.id)) found.old ??= finding;
  }

  /** One finding for each tree that is of the old API, in the place of those in it. */
  fold(findings: readonly FileFinding[]): FileFinding[] {
    let rest = findings;
    const folded: FileFinding[] = [];
    for (const tree of this.#trees()) {
      const inside = rest.filter((finding) => this.#belongs(finding, tree));
      rest = rest.filter((finding) => !inside.includes(finding));
      const old = tree.old ?? inside.find(({ rule }) => !OF_TODAY.has(rule.id));
      if (old === undefined) continue;
      const files = tree.files + new Set(inside.map(({ file }) => file)).size;
      folded.push(toFinding(old, tree, tree.lines + inside.length, files));
    }
    return [...folded, ...rest].sort((a, b) => inWalkOrder(a.file, b.file) || a.line - b.line);
  }

  /** Folders of the same tool and the same project, taken together. */
  #trees(): Found[] {
    const trees = new Map<string, Found>();
    for (const found of this.#found.values()) {
      const isDescription = found.generator === API_DESCRIPTION;
      const key = isDescription ? found.folder : `${this.#projectOf(found.folder)}\n${found.generator}`;
      const tree = trees.get(key);
      if (tree === undefined) trees.set(key, { ...found, endings: new Set(found.endings) });
      else {
        trees.set(key, {
          ...tree,
          folder: commonFolder(tree.folder, found.folder),
          files: tree.files + found.files,
          lines: tree.lines + found.lines,
          endings: new Set([...tree.endings, ...found.endings]),
          old: tree.old ?? found.old,
        });
      }
    }
    return [...trees.values()];
  }

  #projectOf(folder: string): string {
    let best = '';
    for (const manifest of this.#manifestFolders) {
      if (folder.startsWith(manifest) && manifest.length > best.length) best = manifest;
    }
    return best;
  }

  /** Tools do not write their name into every file; among many that have it the others are theirs too. */
  #belongs({ file, rule }: FileFinding, tree: Found): boolean {
    if (tree.generator === API_DESCRIPTION || tree.files < FEWEST_FILES) return false;
    // Tests and factories that the tool made for the code.
    const isBeside = BESIDE_CODE.test(file) && this.#projectOf(file) === this.#projectOf(tree.folder);
    if (isBeside && OF_TODAY.has(rule.id)) return true;
    if (!file.startsWith(tree.folder) || !tree.endings.has(endingOf(file))) return false;
    let all = 0;
    for (const [folder, files] of this.#files) if (folder.startsWith(tree.folder)) all += files;
    return tree.files / all >= SMALLEST_SHARE;
  }
}

function toFinding(old: FileFinding, { generator, folder }: Found, lines: number, files: number): FileFinding {
  const detail =
    generator === API_DESCRIPTION
      ? `${count(lines, 'line')} of a description of the old API, which is made into clients.`
      : `${count(lines, 'line')} in ${count(files, 'file')} below ${folder === '' ? '.' : folder}, made by ${generator}.`;
  const { severity, certainty } = generatedClient;
  return { ...old, rule: generatedClient, severity, certainty, detail };
}

function commonFolder(one: string, other: string): string {
  const steps = other.split('/');
  const same = one.split('/').findIndex((step, at) => step !== steps[at]);
  return same === -1
    ? one
    : one
        .split('/')
        .slice(0, same)
        .map((step) => `${step}/`)
        .join('');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** As the walk comes to them: by name, the files of a folder before the folders in it. */
function inWalkOrder(a: string, b: string): number {
  const [inA, inB] = [a.split('/'), b.split('/')];
  const at = inA.findIndex((step, index) => step !== inB[index]);
  if (at < 0) return inA.length - inB.length;
  const isFile = (steps: readonly string[]) => at >= steps.length - 1;
  if (isFile(inA) !== isFile(inB)) return isFile(inA) ? -1 : 1;
  return (inA[at] ?? '') < (inB[at] ?? '') ? -1 : 1;
}
