import { View } from '@tarojs/components';
import { useState } from 'react';

import { Action } from '../../components/Action';
import { Card } from '../../components/Card';
import { Composer } from '../../components/Composer';
import { Field } from '../../components/Field';
import { LogList } from '../../components/LogList';
import { Page } from '../../components/Page';
import { useLog } from '../../log/useLog';
import { readPayload, readPort } from '../../payload/payload';
import { useUDPSocket } from './useUDPSocket';
import type { UDPState } from './useUDPSocket';

function describe(state: UDPState): string {
  switch (state.name) {
    case 'unbound':
      return 'Unbound';
    case 'binding':
      return 'Binding';
    case 'bound':
      return `Bound to port ${state.port}`;
  }
}

export default function UDPPage() {
  const [log, writer] = useLog();
  const { state, bind, send, close } = useUDPSocket(writer);
  const [localPort, setLocalPort] = useState('0');
  const [address, setAddress] = useState('127.0.0.1');
  const [port, setPort] = useState('');

  return (
    <Page protocol="udp" status={describe(state)} ready={state.name === 'bound'}>
      <Card>
        <View className="row">
          <Field label="Local port (0: any)" type="number" value={localPort} onInput={setLocalPort} />
          {state.name === 'unbound' ? (
            <Action label="Bind" onTap={() => writer.attempt(() => bind(readPort(localPort, 0)))} />
          ) : (
            <Action label="Close" onTap={close} />
          )}
        </View>
      </Card>
      <Card>
        <View className="row">
          <Field label="Address" value={address} placeholder="192.168.1.20" onInput={setAddress} />
          <Field label="Port" type="number" value={port} placeholder="7550" onInput={setPort} />
        </View>
      </Card>
      <Composer
        onSend={(notation, typed) =>
          writer.attempt(() => send(address, readPort(port), readPayload(notation, typed)))
        }
      />
      <LogList log={log} onClear={writer.clear} />
    </Page>
  );
}
