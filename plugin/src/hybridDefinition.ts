/** What `Taro.canIUse` knows of an API: its members by name; an empty text where it has none. */
export type ApiDefinition = '' | ApiMembers;

export interface ApiMembers {
  [member: string]: ApiDefinition;
}

/**
 * Adds to what a build's `Taro.canIUse` knows.
 *
 * @param apis is not changed
 * @param schemas such as `UDPSocket.send.object.port`
 */
export function withSchemas(apis: ApiMembers, schemas: Iterable<string>): ApiMembers {
  const extended = structuredClone(apis);
  for (const schema of schemas) {
    let members = extended;
    const names = schema.split('.');
    const last = names.pop() ?? '';
    for (const name of names) {
      const known = members[name];
      const inner = known === undefined || known === '' ? {} : known;
      members[name] = inner;
      members = inner;
    }
    members[last] ??= '';
  }
  return extended;
}
