// The page is plain JavaScript; its types are in comments and checked by emulator/web/tsconfig.json.
declare module '../../emulator/web/*';
