/** A difference between Node and this package that is known and stays. */
export interface Deviation {
  reason: string;
  /** What Node must have seen as well, earlier or later; anything when absent. */
  given?: RegExp;
  /** What Node's line is. */
  node: RegExp;
  /** What ours is in its place. */
  ours: RegExp;
  /** What has to be taken out of both to make them the same; when absent, they need not be. */
  without?: RegExp;
}

/** All of them for `dgram`; what is not explained here fails the test. */
export const DATAGRAM_DEVIATIONS: readonly Deviation[] = [
  {
    reason:
      "after close() some of Node's methods stumble over the handle that is gone; ours say that the socket is closed",
    node: /^\w+ threw .*"Cannot read properties of null/,
    ours: /^\w+ threw .*"ERR_SOCKET_DGRAM_NOT_RUNNING"/
  },
  {
    reason: 'without a descriptor ours say so before they look at the value',
    node: /^set(?:Multicast)?TTL threw .*"EINVAL"/,
    ours: /^set(?:Multicast)?TTL threw .*"EBADF"/
  },
  {
    reason: 'a bind that has failed leaves Node a descriptor to set options of',
    given: /^error .*"message":"bind /,
    node: /^(?:set\w+|getRecvBufferSize|address) gave/,
    ours: /^\w+ threw .*"errno":-9,/
  },
  {
    reason: 'Node takes a socket for connecting whose `connect` it has refused because it is closed',
    given: /^connect threw .*(?:"ERR_SOCKET_DGRAM_NOT_RUNNING"|"Cannot read properties of null)/,
    node: /^\w+ threw .*"ERR_SOCKET_DGRAM_IS_CONNECTED"/,
    ours: /^\w+ threw .*"ERR_SOCKET_DGRAM_NOT_RUNNING"/
  }
];

/** All of them for `net`. */
export const STREAM_DEVIATIONS: readonly Deviation[] = [
  {
    reason:
      "ours remember the addresses of a connection that is gone, which Node's kernel does not know any more",
    node: /^looks /,
    ours: /^looks /,
    without: /"(?:local|remote)\w+":[^,}]+,/g
  },
  {
    reason: 'Node keeps as `timeout` also what `setTimeout` has refused',
    given: /^setTimeout threw/,
    node: /^looks /,
    ours: /^looks /,
    without: /"(?:timeout|(?:local|remote)\w+)":[^,}]+,/g
  },
  {
    reason:
      'a reset closes the handle of a paused socket of ours at once, and that of Node when it reads again',
    node: /^looks .*"pending":false/,
    ours: /^looks .*"pending":true/,
    without: /"(?:pending|(?:local|remote)\w+)":[^,}]+,/g
  },
  {
    reason:
      "on a connection that the peer has reset Node's kernel refuses within the call what ours refuses later",
    given: /^write ended .*"EPIPE"/,
    node: /^write gave false$/,
    ours: /^write gave true$/
  },
  {
    reason: 'what is refused so counts as written in Node, and not in ours',
    given: /^(?:write|end) ended .*"EPIPE"/,
    node: /^looks /,
    ours: /^looks /,
    without: /"(?:bytesWritten|writableEnded|timeout|(?:local|remote)\w+)":[^,}]+,/g
  },
  {
    reason: 'so a socket of ours has been ended by `end`, and one of Node has been destroyed within it',
    given: /^(?:write|end) ended .*"EPIPE"/,
    node: /^(?:write|end) ended .*"ERR_STREAM_DESTROYED"/,
    ours: /^(?:write|end) ended .*"ERR_STREAM_WRITE_AFTER_END"/
  }
];
