import { Button, Text, View } from '@tarojs/components';
import { useUnload } from '@tarojs/taro';
import { useRef, useState } from 'react';

import { Field } from './Field';
import { type Device, search } from './search';

export default function Discovery() {
  const [address, setAddress] = useState('255.255.255.255');
  const [port, setPort] = useState('7550');
  const [status, setStatus] = useState('Ready');
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const stop = useRef<() => void>(undefined);

  const end = (): void => {
    stop.current?.();
    stop.current = undefined;
  };
  const begin = (): void => {
    end();
    setDevices([]);
    setStatus('Searching');
    stop.current = search(
      address,
      Number(port),
      (device) => setDevices((all) => [...all, device]),
      setStatus
    );
  };
  useUnload(end);

  return (
    <View className="page">
      <Text className="heading">Discovery</Text>
      <Field label="Address" value={address} onInput={setAddress} />
      <Field label="Port" value={port} onInput={setPort} />
      <Button className="action" onClick={begin}>
        Search
      </Button>
      <Button className="action" onClick={() => (end(), setStatus('Ready'))}>
        Stop
      </Button>
      <Text className="status">{status}</Text>
      {devices.map((device) => (
        <View className="entry" key={device.address}>
          <Text className="headline">{device.address}</Text>
          <Text className="content">{device.name}</Text>
        </View>
      ))}
    </View>
  );
}
