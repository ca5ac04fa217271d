import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';

import { Field } from './Field';
import { print } from './print';
import { receipt } from './receipt';

export default function Printer() {
  const [address, setAddress] = useState('192.168.1.50');
  const [port, setPort] = useState('9100');
  const [text, setText] = useState('2 x oolong   48.00');
  const [status, setStatus] = useState('Ready');

  const onPrint = async (): Promise<void> => {
    setStatus('Printing');
    try {
      await print(address, Number(port), receipt('Tea house', [text]));
      setStatus('Printed');
    } catch (error) {
      setStatus((error as Error).message);
    }
  };

  return (
    <View className="page">
      <Text className="heading">Printer</Text>
      <Field label="Address" value={address} onInput={setAddress} />
      <Field label="Port" value={port} onInput={setPort} />
      <Field label="Line" value={text} onInput={setText} />
      <Button className="action" onClick={() => void onPrint()}>
        Print
      </Button>
      <Text className="status">{status}</Text>
    </View>
  );
}
