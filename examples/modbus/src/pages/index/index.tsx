import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';

import { Field } from './Field';
import { askRegister } from './register';

export default function Modbus() {
  const [address, setAddress] = useState('192.168.1.60');
  const [port, setPort] = useState('502');
  const [register, setRegister] = useState('0');
  const [value, setValue] = useState('42');
  const [status, setStatus] = useState('Ready');

  const use = async (written?: number): Promise<void> => {
    setStatus('Asking');
    try {
      const read = await askRegister(address, Number(port), Number(register), written);
      setStatus(`Register ${register}: ${read}`);
    } catch (error) {
      setStatus((error as Error).message);
    }
  };

  return (
    <View className="page">
      <Text className="heading">Modbus</Text>
      <Field label="Address" value={address} onInput={setAddress} />
      <Field label="Port" value={port} onInput={setPort} />
      <Field label="Register" value={register} onInput={setRegister} />
      <Field label="Value" value={value} onInput={setValue} />
      <Button className="action" onClick={() => void use()}>
        Read
      </Button>
      <Button className="action" onClick={() => void use(Number(value))}>
        Write
      </Button>
      <Text className="status">{status}</Text>
    </View>
  );
}
