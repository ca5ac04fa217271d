// node --import ./test/host/register.mjs FILE: makes Node run TypeScript (through tsx) and ArkTS.
// OHOS_NET_SOCKET=<path of a CommonJS or .node module> puts that module in the place of `@ohos.net.socket`;
// a relative path counts from the working directory.
import 'tsx';
import { register } from 'node:module';

register('./loader/hooks.ts', import.meta.url);
