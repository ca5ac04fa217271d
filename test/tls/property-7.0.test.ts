process.env.OHOS_RELEASE = '7.0';
// The host module reads the release when it is loaded.
await import('./property.cases.ts');

export {};
