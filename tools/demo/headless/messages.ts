/** From the app's process, when all pages are unloaded: the UDP port that it had bound. */
export interface Unloaded {
  boundPort: number;
}
