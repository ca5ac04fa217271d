/** What `address()` and `remoteAddress()` give. */
export interface AddressInfo {
  address: string;
  family: 'IPv4' | 'IPv6';
  port: number;
}
