// Occupies all ports from 61000 on, then reserves; prints the port. Needs more than 4536 descriptors.
import { companion } from '../support/addons.ts';
import { succeed } from '../support/descriptors.ts';
import { occupyHalf } from './ports.ts';

const LOWEST_QUIET_PORT = 61_000;

const occupied = occupyHalf(LOWEST_QUIET_PORT, 65_535) + occupyHalf(LOWEST_QUIET_PORT + 1, 65_535);
const port = companion.reservedPort(succeed(companion.reservePort(4)));
console.log(JSON.stringify({ occupied, port }));
