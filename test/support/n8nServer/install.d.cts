/** What starts the real n8n; see install.cjs. */
export const n8n: { readonly version: string; readonly node: string; readonly bin: string; readonly sqlite: string };
