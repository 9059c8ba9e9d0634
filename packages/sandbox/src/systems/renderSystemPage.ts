import type { Response } from 'express';
import { renderPage, type PageSecurity, type SandboxViews } from './renderPage.ts';
import type { Link, Shell } from './system.ts';

export interface SystemPage<V extends keyof SandboxViews> extends PageSecurity {
  /** Its first line includes layout/systemTop with `shell` and `page`. */
  readonly view: V;
  /** The heading, and the title in front of the system's name. */
  readonly title: string;
  /** The href of the entry in the main menu that the page belongs to. */
  readonly section?: string | undefined;
  /** The way back: the pages above this one. */
  readonly crumbs?: readonly Link[] | undefined;
  /** What was just done, read out by screen readers. */
  readonly notice?: string | null | undefined;
  /** What the view is given beside `shell` and `page`. */
  readonly locals: SandboxViews[V];
}

/** Renders a page of a system in its shell. */
export function renderSystemPage<V extends keyof SandboxViews>(
  res: Response,
  shell: Shell,
  { view, title, section, crumbs = [], notice = null, locals, ...security }: SystemPage<V>,
): void {
  const page = { title, section: section ?? null, crumbs, notice };
  renderPage(res, view, { ...locals, shell, page }, security);
}

export interface Notice {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Ways on; the system's start page is always among them. */
  readonly links?: readonly Link[] | undefined;
}

/** A page that says one thing, such as a refusal, and shows the ways on. */
export function renderNotice(res: Response, shell: Shell, { status, title, text, links = [] }: Notice): void {
  const { home, name } = shell.system;
  const all = [...links, { label: `To the start page of ${name}`, href: home }];
  renderSystemPage(res, shell, { view: 'systems/notice', title, status, locals: { text, links: all } });
}
