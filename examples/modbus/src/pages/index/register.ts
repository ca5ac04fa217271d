import { once } from 'node:events';
import net from 'node:net';
import { client } from 'jsmodbus';

const UNIT = 1;

/** Writes a holding register if there is something to write, and reads it. */
export async function askRegister(
  address: string,
  port: number,
  register: number,
  value?: number
): Promise<number> {
  const socket = net.connect(port, address);
  const modbus = new client.TCP(socket, UNIT);
  try {
    await once(socket, 'connect');
    if (value !== undefined) await modbus.writeSingleRegister(register, value);
    const { response } = await modbus.readHoldingRegisters(register, 1);
    return response.body.values[0] ?? 0;
  } finally {
    socket.destroy();
  }
}
