import { z } from 'zod';
import { parseJson } from '../../world/parseJson.ts';

/** How a setting is edited: by choosing, or by typing a number, a text or JSON. */
export type Editor =
  { kind: 'choice'; options: readonly unknown[] } | { kind: 'number' } | { kind: 'text' } | { kind: 'json' };

const property = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.object({ const: z.unknown().optional() })).optional(),
});
const described = z.object({ properties: z.record(z.string(), property) });

export interface SettingEditors {
  /** The editor that fits the values of a setting. */
  readonly editorOf: (name: string) => Editor;
  /** A value as it stands in the form. */
  readonly toText: (name: string, value: unknown) => string;
  /** What was typed, as a value; what cannot be read stays a text, which the schema then refuses. */
  readonly fromText: (name: string, text: string) => unknown;
}

/** The editors of the settings that this schema describes. */
export function createSettingEditors(schema: z.ZodType): SettingEditors {
  // At the first question: most who start a sandbox never open its settings.
  let properties: z.infer<typeof described>['properties'] | undefined;
  const editorOf = (name: string): Editor => {
    properties ??= described.parse(z.toJSONSchema(schema, { io: 'input' })).properties;
    return toEditor(properties[name] ?? {});
  };
  return {
    editorOf,
    toText: (name, value) =>
      editorOf(name).kind === 'text' || typeof value === 'string' ? String(value) : JSON.stringify(value),
    fromText: (name, text) => fromText(editorOf(name), text),
  };
}

function toEditor({ type, enum: values, anyOf }: z.infer<typeof property>): Editor {
  if (type === 'boolean') return { kind: 'choice', options: [true, false] };
  if (values) return { kind: 'choice', options: values };
  if (anyOf?.every((one) => one.const !== undefined)) return { kind: 'choice', options: anyOf.map((one) => one.const) };
  if (type === 'number' || type === 'integer') return { kind: 'number' };
  return type === 'string' ? { kind: 'text' } : { kind: 'json' };
}

function fromText(editor: Editor, text: string): unknown {
  if (editor.kind === 'text') return text;
  if (editor.kind === 'choice') return editor.options.find((option) => String(option) === text) ?? text;
  const json = parseJson(text);
  return json === undefined ? text : json;
}
