import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { keepAlive } from '../loader/keepAlive.ts';

/** Made by `npm run build:native`. */
const addon = path.resolve(import.meta.dirname, '../../../library/build/native/taro_harmony_socket.node');

/**
 * The native companion, compiled for this machine; undefined, as in a delivery without it, if it was not built or the
 * environment variable COMPANION is `off`.
 */
const companion: unknown =
  process.env.COMPANION !== 'off' && existsSync(addon)
    ? keepAlive(createRequire(import.meta.url)(addon) as Parameters<typeof keepAlive>[0])
    : undefined;

export default companion;
