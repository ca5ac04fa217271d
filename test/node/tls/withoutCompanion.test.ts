// The same without the native companion, which is loaded with the library.
process.env.COMPANION = 'off';
await import('./programs.ts');
await import('./startTls.ts');
export {};
