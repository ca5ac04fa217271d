import { Counter } from '../counter.ts';
import { NUMBER_BYTES, numberReader, readNumber, Receipts, verifyChecksum } from '../messages.ts';

type Listener = (bytes: ArrayBuffer | Uint8Array) => void;

/** The bytes that a session receives: counted while the clock runs, checked afterwards. */
export function arrival(
  expected: number,
  total: number,
  amountOf: (bytes: ArrayBuffer | Uint8Array) => number,
  onMore: (count: number) => void = () => {}
) {
  const received = new Counter();
  const receipts = new Receipts();
  const listener: Listener = (bytes) => {
    receipts.add(bytes);
    received.add(amountOf(bytes));
    if (received.count < total) onMore(received.count);
  };
  return {
    listener,
    /** Resolves when all has come that this sets off. */
    run: (start: () => void): Promise<void> => {
      received.reset();
      start();
      return received.reach(total);
    },
    verify: (what: string): void => verifyChecksum(receipts.takeChecksum(), expected, what)
  };
}

/** What the peer says of the bytes that a session sends: how much has come, and at the end the checksum. */
export function acknowledgements(expected: number, total: number, isStream: boolean) {
  const acknowledged = new Counter();
  const verdicts = new Counter();
  let checksum = 0;
  const onChecksum = (number: number): void => {
    checksum = number;
    verdicts.add(1);
  };
  const stream = numberReader((number) =>
    acknowledged.count < total ? acknowledged.set(number) : onChecksum(number)
  );
  const onDatagram: Listener = (bytes) =>
    bytes.byteLength === NUMBER_BYTES
      ? acknowledged.set(readNumber(bytes))
      : onChecksum(readNumber(bytes, NUMBER_BYTES));
  return {
    listener: isStream ? stream : onDatagram,
    acknowledged,
    reset: (): void => {
      acknowledged.reset();
      verdicts.reset();
    },
    verify: async (what: string): Promise<void> => {
      await verdicts.reach(1);
      verifyChecksum(checksum, expected, what);
    }
  };
}
