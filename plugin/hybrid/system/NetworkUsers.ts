// In the page, in the place of the library's module of this name: the app watches the networks, and tells the page's sockets.

export function useNetwork(): void {
  // The app does.
}

export function leaveNetwork(): void {
  // The app does.
}
