/** The same object with members that loops, JSON and copies do not see. */
export function hideMembers(object: object): object {
  const members = Object.entries(Object.getOwnPropertyDescriptors(object)).map(([name, descriptor]) => [
    name,
    { ...descriptor, enumerable: false }
  ]);
  return Object.defineProperties({}, Object.fromEntries(members) as PropertyDescriptorMap);
}
