import { networks } from '../network/networks.ts';

interface StateObserver {
  onApplicationForeground(): void;
  onApplicationBackground(): void;
}

/** The app as the system sees it: in the foreground, until a test sends it away. */
export class Application {
  readonly #observers = new Set<StateObserver>();

  /** The user leaves the app; it runs on. */
  goToBackground(): void {
    for (const observer of [...this.#observers]) observer.onApplicationBackground();
  }

  /** The user comes back. */
  comeToForeground(): void {
    for (const observer of [...this.#observers]) observer.onApplicationForeground();
  }

  /**
   * The system freezes the app in the background: of what happens meanwhile nothing is told, not even later.
   *
   * @returns thaws it, and brings it to the foreground
   */
  freeze(): () => void {
    this.goToBackground();
    const resume = networks.pause();
    return () => {
      resume();
      this.comeToForeground();
    };
  }

  /** What `getContext()` gives. */
  get context(): object {
    return { getApplicationContext: () => this };
  }

  on(_type: 'applicationStateChange', observer: StateObserver): void {
    this.#observers.add(observer);
  }

  off(_type: 'applicationStateChange', observer?: StateObserver): void {
    if (observer === undefined) this.#observers.clear();
    else this.#observers.delete(observer);
  }

  /** In the foreground; nobody is told of what comes. */
  reset(): void {
    this.#observers.clear();
  }
}

/** This process as an app. */
export const application = new Application();

// ArkUI's.
Object.assign(globalThis, { getContext: () => application.context });
