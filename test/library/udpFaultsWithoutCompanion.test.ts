// The same, over the native module alone.
import './support/withoutCompanion.ts';

await import('./udpFaults.test.ts');
