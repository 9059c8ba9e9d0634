import { CalledOperations } from './calledOperations.ts';
import type { Call } from './operations/calls.ts';
import type { FileContext } from './fileContext.ts';
import type { Place } from './vismaMentions.ts';
import { GeneratedTrees } from './generatedTrees.ts';
import { blotSecrets, nameBlots } from './cutSecrets.ts';
import type { Language } from './languageOf.ts';
import { hiddenCalls } from './rules/hiddenCalls.ts';
import { manifestKindOf } from './manifests.ts';
import { SHARED_WORDS } from './ruleBook.ts';
import { count } from './count.ts';
import type { FileFinding } from './scanFolder.ts';

/** A place, and the file it is in. */
export interface FilePlace extends Place {
  readonly file: string;
  readonly language: Language;
}

/** Rules whose findings tell by themselves who makes the calls. */
const SHOWS_WHO_CALLS = new Set(['client-library', 'generated-client']);

/** Manifests that are named in a report. */
const MOST_MANIFESTS = 8;

/** What all files together say; it grows with what is found, not with the files. */
export class ProjectFacts {
  /** Where Visma Connect is spoken with already. */
  connect: FilePlace | undefined;
  readonly generated = new GeneratedTrees();
  readonly calls = new CalledOperations();
  #hidesCalls = false;
  /** Whether there is code, or configuration, with an address that paths are added to, and no call beside it. */
  readonly #basesAlone = { code: false, configuration: false };
  #hasBaseWithCalls = false;
  #named: FilePlace | undefined;
  #showsCalls = false;
  readonly #ownPackages = new Set<string>();
  readonly #ownClients = new Set<string>();
  readonly #manifests: string[] = [];
  readonly #otherProducts = new Set<string>();
  readonly #foldersOfOthers = new Set<string>();
  readonly #foldersOfErp = new Set<string>();
  readonly #filesOfErp = new Set<string>();

  learn(file: FileContext, generator: string | undefined): void {
    const { facts } = file;
    this.generated.learnFile(file.path, generator);
    this.#named ??= placed(file, facts.named);
    this.connect ??= placed(file, facts.connect);
    this.#showsCalls ||= facts.showsCalls;
    this.#hidesCalls ||= generator === undefined && facts.hidesCalls;
    if (facts.isOtherProduct) {
      this.#otherProducts.add(file.path);
      this.#foldersOfOthers.add(folderOf(file.path));
    }
    if (facts.hasErpAddress) {
      this.#filesOfErp.add(file.path);
      this.#foldersOfErp.add(folderOf(file.path));
    }
    for (const client of facts.ownClients) this.#ownClients.add(client);
    for (const name of facts.ownPackages) this.#ownPackages.add(name);
  }

  /** Takes note of the calls of a file that no tool made. */
  learnCalls({ path, language, facts }: FileContext, calls: readonly Call[]): void {
    for (const call of calls) this.calls.add(call, path);
    if (facts.baseVersions.size === 0) return;
    if (calls.length > 0) this.#hasBaseWithCalls = true;
    else this.#basesAlone[language === 'other' ? 'configuration' : 'code'] = true;
  }

  /** Whether code that nobody's tool made calls what cannot be told from it. */
  get hidesCalls(): boolean {
    const { code, configuration } = this.#basesAlone;
    return this.#hidesCalls || code || (configuration && !this.#hasBaseWithCalls);
  }

  /** Takes note of a manifest, whether it names Visma or not. */
  learnManifest(path: string): void {
    this.generated.learnManifest(path);
    if (this.#manifests.length < MOST_MANIFESTS) this.#manifests.push(path);
  }

  /** The findings as they are in the light of the whole: what a single file could not know. */
  settle(findings: readonly FileFinding[]): FileFinding[] {
    const ofErp = findings.filter((finding) => !this.#isOwnClient(finding) && !this.#isOfOtherProduct(finding));
    const settled = this.generated.fold(onceForEachLibrary(ofErp));
    const hidden = settled.some(({ rule }) => SHOWS_WHO_CALLS.has(rule.id)) ? undefined : this.#hiddenCalls();
    return hidden === undefined ? settled : [...settled, hidden];
  }

  /** A library's own files bring themselves in, and packages of one project each other. */
  #isOwnClient({ rule, detail = '' }: FileFinding): boolean {
    if (rule.id !== 'client-library') return false;
    return [...this.#ownClients].some((name) => detail.startsWith(name)) || this.#ownPackages.has(packageIn(detail));
  }

  /** Words that other products of Visma have too, in code that is about them. */
  #isOfOtherProduct({ rule, file }: FileFinding): boolean {
    if (!SHARED_WORDS.has(rule.id)) return false;
    if (this.#otherProducts.has(file)) return true;
    const folder = folderOf(file);
    return this.#foldersOfOthers.has(folder) && !this.#foldersOfErp.has(folder) && !this.#filesOfErp.has(file);
  }

  #hiddenCalls(): FileFinding | undefined {
    if (this.#named === undefined || this.#showsCalls || this.calls.all().length > 0) return undefined;
    const { file, line, column, text, language } = this.#named;
    const manifests =
      this.#manifests.length === 0
        ? 'No manifest of a package manager was seen.'
        : `Its dependencies are in ${this.#manifests.join(', ')}.`;
    return {
      rule: hiddenCalls,
      file,
      language,
      line,
      column,
      endColumn: column + 5,
      text: nameBlots(blotSecrets(text)),
      certainty: hiddenCalls.certainty,
      severity: hiddenCalls.severity,
      detail: manifests,
    };
  }
}

/** The package that a finding of an unknown client begins with. */
function packageIn(detail: string): string {
  return detail.slice(0, Math.max(0, detail.indexOf(': ')));
}

/** A lock file says again what its manifest says, and many files bring in the same library: the first speaks for all. */
function onceForEachLibrary(findings: readonly FileFinding[]): FileFinding[] {
  const inManifests = new Set(findings.filter((finding) => isLibrary(finding) && isManifest(finding)).map(keyOf));
  const importers = new Map<string, Set<string>>();
  const kept = findings.filter((finding) => {
    if (!isLibrary(finding) || isManifest(finding)) return true;
    if (finding.isLock === true) return !inManifests.has(keyOf(finding));
    const files = importers.get(finding.detail ?? '');
    if (files === undefined) importers.set(finding.detail ?? '', new Set([finding.file]));
    else files.add(finding.file);
    return files === undefined;
  });
  return kept.map((finding) => {
    const more = isLibrary(finding) && !isManifest(finding) ? (importers.get(finding.detail ?? '')?.size ?? 1) - 1 : 0;
    if (more === 0) return finding;
    return { ...finding, detail: `${finding.detail ?? ''} Brought in by ${count(more, 'more file')}.` };
  });
}

function isLibrary({ rule }: FileFinding): boolean {
  return rule.id === 'client-library';
}

function isManifest({ file, isLock }: FileFinding): boolean {
  return isLock !== true && manifestKindOf(file.slice(file.lastIndexOf('/') + 1)) === 'manifest';
}

function keyOf({ file, detail = '' }: FileFinding): string {
  return `${folderOf(file)}\n${detail}`;
}

function placed({ path, language }: FileContext, place: Place | undefined): FilePlace | undefined {
  if (place === undefined) return undefined;
  const { line, column, text } = place;
  return { file: path, language, line, column, text };
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
