import { View } from '@tarojs/components';
import { useRef, useState } from 'react';

import { Action } from '../../components/Action';
import { Card } from '../../components/Card';
import { Choice } from '../../components/Choice';
import { Composer } from '../../components/Composer';
import { Field } from '../../components/Field';
import { LogList } from '../../components/LogList';
import { Page } from '../../components/Page';
import { useLog } from '../../log/useLog';
import { LineJoiner } from '../../payload/lines';
import { readPayload, readPort, withLineFeed } from '../../payload/payload';
import type { Payload } from '../../payload/payload';
import { useTCPSocket } from './useTCPSocket';
import type { TCPState } from './useTCPSocket';

const STATUS: Record<TCPState, string> = {
  idle: 'Not connected',
  connecting: 'Connecting',
  connected: 'Connected',
  closed: 'Closed'
};

type Framing = 'stream' | 'lines';

const FRAMINGS = [
  { value: 'stream', label: 'Stream' },
  { value: 'lines', label: 'Lines' }
] as const;

export default function TCPPage() {
  const [log, writer] = useLog();
  const [address, setAddress] = useState('127.0.0.1');
  const [port, setPort] = useState('');
  const [framing, setFraming] = useState<Framing>('stream');
  const framingRef = useRef<Framing>(framing);
  const joinerRef = useRef(new LineJoiner());

  const choose = (chosen: Framing) => {
    framingRef.current = chosen;
    joinerRef.current = new LineJoiner();
    setFraming(chosen);
  };
  const opened = () => {
    joinerRef.current = new LineJoiner();
  };
  const receive = (piece: Uint8Array, peer: string) => {
    const received = framingRef.current === 'lines' ? joinerRef.current.push(piece) : [piece];
    received.forEach((bytes) => writer.add({ kind: 'received', peer, bytes }));
  };
  const framed = (payload: Payload) => (framing === 'lines' ? withLineFeed(payload) : payload);
  const { state, connect, write, close } = useTCPSocket(writer, opened, receive);

  return (
    <Page protocol="tcp" status={STATUS[state]} ready={state === 'connected'}>
      <Card>
        <View className="row">
          <Field label="Address" value={address} placeholder="192.168.1.20" onInput={setAddress} />
          <Field label="Port" type="number" value={port} placeholder="9100" onInput={setPort} />
        </View>
        <View className="row">
          <Choice options={FRAMINGS} value={framing} onChoose={choose} />
          {state === 'connecting' || state === 'connected' ? (
            <Action label="Close" onTap={close} />
          ) : (
            <Action label="Connect" onTap={() => writer.attempt(() => connect(address, readPort(port)))} />
          )}
        </View>
      </Card>
      <Composer
        disabled={state !== 'connected'}
        onSend={(notation, typed) => writer.attempt(() => write(framed(readPayload(notation, typed))))}
      />
      <LogList log={log} onClear={writer.clear} />
    </Page>
  );
}
