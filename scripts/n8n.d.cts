/** What starts the real n8n of the end-to-end tests; see n8n.cjs. */
export const n8n: { readonly version: string; readonly node: string; readonly bin: string; readonly sqlite: string };
