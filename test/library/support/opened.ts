const open = new Set<() => unknown>();

/** Notes what a test that fails leaves open: with an open socket the process of the test file would never end. */
export function closeAtEnd(close: () => unknown): void {
  open.add(close);
}

/** For `afterEach`. */
export async function closeOpened(): Promise<void> {
  const closes = [...open];
  open.clear();
  await Promise.all(closes.map((close) => close()));
}
