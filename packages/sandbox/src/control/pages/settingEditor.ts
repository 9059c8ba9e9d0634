import { z } from 'zod';
import { sandboxSettingsSchema } from '../../world/settings.ts';

/** How a setting is edited: by choosing, or by typing a number, a text or JSON. */
export type Editor =
  { kind: 'choice'; options: readonly unknown[] } | { kind: 'number' } | { kind: 'text' } | { kind: 'json' };

const property = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.object({ const: z.unknown().optional() })).optional(),
});
const properties = z
  .object({ properties: z.record(z.string(), property) })
  .parse(z.toJSONSchema(sandboxSettingsSchema, { io: 'input' })).properties;

/** The editor that fits the values of a setting. */
export function editorOf(name: string): Editor {
  const { type, enum: values, anyOf } = properties[name] ?? {};
  if (type === 'boolean') return { kind: 'choice', options: [true, false] };
  if (values) return { kind: 'choice', options: values };
  if (anyOf?.every((one) => one.const !== undefined)) return { kind: 'choice', options: anyOf.map((one) => one.const) };
  if (type === 'number' || type === 'integer') return { kind: 'number' };
  return type === 'string' ? { kind: 'text' } : { kind: 'json' };
}

/** A value as it stands in the form. */
export function toText(name: string, value: unknown): string {
  return editorOf(name).kind === 'text' || typeof value === 'string' ? String(value) : JSON.stringify(value);
}

/** What was typed, as a value; what cannot be read stays a text, which the schema then refuses. */
export function fromText(name: string, text: string): unknown {
  const editor = editorOf(name);
  if (editor.kind === 'text') return text;
  if (editor.kind === 'choice') return editor.options.find((option) => String(option) === text) ?? text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
