process.env.OHOS_RELEASE = '6.1';
// The host module reads the release when it is loaded.
await import('./property.cases.ts');

export {};
