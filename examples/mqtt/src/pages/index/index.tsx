import { Button, Text, View } from '@tarojs/components';
import { useUnload } from '@tarojs/taro';
import mqtt, { type MqttClient } from 'mqtt';
import { useRef, useState } from 'react';

import { Field } from './Field';

export default function Mqtt() {
  const [url, setUrl] = useState('mqtt://192.168.1.20');
  const [topic, setTopic] = useState('lamp/1');
  const [message, setMessage] = useState('on');
  const [status, setStatus] = useState('Not connected');
  const [received, setReceived] = useState<readonly { topic: string; text: string }[]>([]);
  const client = useRef<MqttClient>(undefined);

  const connect = (): void => {
    client.current?.end(true);
    const current = mqtt.connect(url, { reconnectPeriod: 5000 });
    client.current = current;
    current.on('connect', () => {
      setStatus('Connected');
      current.subscribe(topic, { qos: 1 });
    });
    current.on('close', () => setStatus('Not connected'));
    current.on('error', ({ message: text }) => setStatus(text));
    current.on('message', (from, payload) =>
      setReceived((all) => [{ topic: from, text: payload.toString() }, ...all])
    );
  };
  useUnload(() => client.current?.end(true));

  return (
    <View className="page">
      <Text className="heading">MQTT</Text>
      <Field label="Broker" value={url} onInput={setUrl} />
      <Field label="Topic" value={topic} onInput={setTopic} />
      <Button className="action" onClick={connect}>
        Connect
      </Button>
      <Field label="Message" value={message} onInput={setMessage} />
      <Button className="action" onClick={() => client.current?.publish(topic, message, { qos: 1 })}>
        Publish
      </Button>
      <Text className="status">{status}</Text>
      {received.map(({ topic: from, text }, index) => (
        <View className="entry" key={received.length - index}>
          <Text className="headline">{from}</Text>
          <Text className="content">{text}</Text>
        </View>
      ))}
    </View>
  );
}
