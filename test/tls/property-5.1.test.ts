process.env.OHOS_RELEASE = '5.1';
// The host module reads the release when it is loaded.
await import('./property.cases.ts');

export {};
