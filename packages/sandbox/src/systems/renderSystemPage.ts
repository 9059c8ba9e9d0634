import type { Response } from 'express';
import { renderPage, type PageSecurity, type SandboxViews } from './renderPage.ts';
import type { Link, Shell } from './system.ts';

export interface SystemPage<V extends keyof SandboxViews> extends PageSecurity {
  /** Its first line includes layout/systemTop with `shell` and `page`. */
  view: V;
  /** The heading, and the title in front of the system's name. */
  title: string;
  /** The href of the entry in the main menu that the page belongs to. */
  section?: string | undefined;
  /** The way back: the pages above this one. */
  crumbs?: readonly Link[] | undefined;
  /** What was just done, read out by screen readers. */
  notice?: string | null | undefined;
  /** What the view is given beside `shell` and `page`. */
  locals: SandboxViews[V];
}

/** Renders a page of a system in its shell. */
export function renderSystemPage<V extends keyof SandboxViews>(
  response: Response,
  shell: Shell,
  { view, title, section, crumbs = [], notice = null, locals, ...security }: SystemPage<V>,
): void {
  const page = { title, section: section ?? null, crumbs, notice };
  renderPage(response, view, { ...locals, shell, page }, security);
}

export interface Notice {
  status: number;
  title: string;
  text: string;
  /** Ways on; the system's start page is always among them. */
  links?: readonly Link[] | undefined;
}

/** A page that says one thing, such as a refusal, and shows the ways on. */
export function renderNotice(response: Response, shell: Shell, { status, title, text, links = [] }: Notice): void {
  const { home, name } = shell.system;
  const all = [...links, { label: `To the start page of ${name}`, href: home }];
  renderSystemPage(response, shell, { view: 'systems/notice', title, status, locals: { text, links: all } });
}
