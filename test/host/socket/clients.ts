/** The accepted connections of all servers in the process (docs/native-module.md, section 8). */
const LIMIT = 1024;
let lastId = 0;
const connected = new Set<number>();

/** The id of a new client, or undefined when there are 1024 already. */
export function admitClient(): number | undefined {
  if (connected.size >= LIMIT) return undefined;
  lastId += 1;
  connected.add(lastId);
  return lastId;
}

export function forgetClient(id: number): void {
  connected.delete(id);
}

/** Whether any server of the process has a client: what `getState` of every server calls connected. */
export function hasClients(): boolean {
  return connected.size > 0;
}
