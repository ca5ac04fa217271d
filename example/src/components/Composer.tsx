import { View } from '@tarojs/components';
import { useState } from 'react';

import type { Notation } from '../payload/payload';
import { Action } from './Action';
import { Card } from './Card';
import { Choice } from './Choice';
import { Field } from './Field';

const NOTATIONS = [
  { value: 'text', label: 'As text' },
  { value: 'hex', label: 'As hex' }
] as const;

interface Props {
  disabled?: boolean;
  onSend: (notation: Notation, typed: string) => void;
}

/** Where a message is typed, as text or hex, and sent. */
export function Composer({ disabled, onSend }: Props) {
  const [notation, setNotation] = useState<Notation>('text');
  const [typed, setTyped] = useState('');
  return (
    <Card>
      <Choice options={NOTATIONS} value={notation} onChoose={setNotation} />
      <View className="row">
        <Field
          label="Message"
          value={typed}
          placeholder={notation === 'hex' ? 'de ad be ef' : 'Hello'}
          onInput={setTyped}
        />
        <Action label="Send" disabled={disabled} onTap={() => onSend(notation, typed)} />
      </View>
    </Card>
  );
}
