/** The numbers that names had once. */
const CODES: Readonly<Record<string, number>> = {
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  WrongDocumentError: 4,
  InvalidCharacterError: 5,
  NoModificationAllowedError: 7,
  NotFoundError: 8,
  NotSupportedError: 9,
  InUseAttributeError: 10,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidModificationError: 13,
  NamespaceError: 14,
  InvalidAccessError: 15,
  TypeMismatchError: 17,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  InvalidNodeTypeError: 24,
  DataCloneError: 25
};

/** Node's `DOMException`, without the constants. */
class OwnException extends Error {
  constructor(message = '', options: string | { name?: string; cause?: unknown } = {}) {
    const { name = 'Error', ...rest } = typeof options === 'string' ? { name: options } : options;
    super(message, rest);
    Object.defineProperty(this, 'name', { value: name, configurable: true });
  }

  get code(): number {
    return CODES[this.name] ?? 0;
  }
}

/** The runtime's own where it has one. */
export default typeof DOMException === 'undefined' ? OwnException : DOMException;
