/** The permissions that the stand-ins ask for. */
export type Permission =
  'ohos.permission.INTERNET' | 'ohos.permission.GET_NETWORK_INFO' | 'ohos.permission.GET_WIFI_INFO';

/** What the app has: every permission, until a test takes one away. */
export class Permissions {
  readonly #denied = new Set<Permission>();

  deny(permission: Permission): void {
    this.#denied.add(permission);
  }

  grant(permission: Permission): void {
    this.#denied.delete(permission);
  }

  /** Grants all. */
  reset(): void {
    this.#denied.clear();
  }

  has(permission: Permission): boolean {
    return !this.#denied.has(permission);
  }
}

/** The permissions of this process. */
export const permissions = new Permissions();
