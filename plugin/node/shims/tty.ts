import { missing } from './missing.ts';

/** An app has no terminal. */
export default missing('tty', { isatty: () => false });
