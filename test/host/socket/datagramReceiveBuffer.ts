/** What the native receive thread reads a datagram into: longer ones are cut off (docs/native-module.md, section 4). */
export class DatagramReceiveBuffer {
  /** Asks the kernel for its largest SO_RCVBUF. */
  static readonly AS_LARGE_AS_POSSIBLE = 0x7fffffff;
  static readonly #LARGEST = 262144;
  static readonly #FALLBACK = 8192;

  /** SO_RCVBUF as the app set it, in bytes. */
  kernelSize: number;
  #size: number;

  /** @param kernelSize SO_RCVBUF when the thread starts; it is used as it is */
  constructor(kernelSize: number) {
    this.kernelSize = kernelSize;
    this.#size = kernelSize;
  }

  /** The size for the next datagram, in bytes. A size that changed later counts only up to 256 KiB. */
  nextSize(): number {
    if (this.kernelSize !== this.#size) {
      this.#size =
        this.kernelSize > DatagramReceiveBuffer.#LARGEST ? DatagramReceiveBuffer.#FALLBACK : this.kernelSize;
    }
    return this.#size;
  }
}
