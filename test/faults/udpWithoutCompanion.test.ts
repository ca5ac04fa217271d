// What UDP sockets do under faults, over the native module alone.
import '../library/support/withoutCompanion.ts';

await import('./udpBind.cases.ts');
await import('./udpReceive.cases.ts');
await import('./udpSend.cases.ts');
