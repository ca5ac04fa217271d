/** Cuts what comes into messages. @param lengthOf how long the first one is, as soon as that can be told */
export function messages(
  lengthOf: (bytes: Buffer) => number,
  each: (message: Buffer) => void
): (data: Buffer) => void {
  let received = Buffer.alloc(0);
  return (data) => {
    received = Buffer.concat([received, data]);
    for (
      let length = lengthOf(received);
      length > 0 && received.length >= length;
      length = lengthOf(received)
    ) {
      each(received.subarray(0, length));
      received = received.subarray(length);
    }
  };
}
