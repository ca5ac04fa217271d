type Publish = (channel: string, message: () => object) => void;

let publish: Publish | undefined;

/** Publishes on a channel of `diagnostics_channel`, in apps that have that module. @param message made where somebody listens */
export function announce(channel: string, message: () => object): void {
  publish?.(channel, message);
}

/** For `diagnostics_channel` alone. */
export function publishBy(publisher: Publish): void {
  publish = publisher;
}
