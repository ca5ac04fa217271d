/**
 * The TLS sockets that hold a descriptor. They are kept until they are closed: a collected one does not give its descriptor
 * back (measured).
 */
const open = new Set<object>();

export function holdDescriptor(owner: object): void {
  open.add(owner);
}

export function freeDescriptor(owner: object): void {
  open.delete(owner);
}

/** How many descriptors the TLS sockets of the process hold, those included that nobody refers to any more. */
export function openTlsDescriptors(): number {
  return open.size;
}
