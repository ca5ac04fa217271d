/** Keeps a member out of JSON, and of copies of the object: the library's objects refer to each other. */
export function hideFromJson(object: object, name: string): void {
  Object.defineProperty(object, name, { enumerable: false });
}
