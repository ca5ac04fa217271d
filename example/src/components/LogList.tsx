import { Text, View } from '@tarojs/components';
import { useState } from 'react';

import { content, formatTime, headline } from '../log/log';
import type { Log } from '../log/log';
import type { Notation } from '../payload/payload';
import { useTheme } from '../theme';
import { Card } from './Card';
import { Choice } from './Choice';

const NOTATIONS = [
  { value: 'text', label: 'Show text' },
  { value: 'hex', label: 'Show hex' }
] as const;

interface Props {
  log: Log;
  onClear: () => void;
}

/** What was sent, what came back and what went wrong, newest first. */
export function LogList({ log, onClear }: Props) {
  const { theme } = useTheme();
  const [notation, setNotation] = useState<Notation>('text');
  return (
    <Card>
      <View className="row">
        <Choice options={NOTATIONS} value={notation} onChoose={setNotation} />
        <Text className={`link accent-${theme}`} onClick={onClear}>
          Clear
        </Text>
      </View>
      {log.entries.length === 0 && (
        <Text className={`empty muted-${theme}`}>Nothing sent or received yet</Text>
      )}
      {log.entries.map((entry) => (
        <View key={entry.id} className={`entry entry-${theme}`}>
          <View className="row">
            <Text className={`headline ${entry.kind}-${theme}`}>{headline(entry)}</Text>
            <Text className={`time muted-${theme}`}>{formatTime(entry.at)}</Text>
          </View>
          <Text className={`content ink-${theme}`}>{content(entry, notation)}</Text>
        </View>
      ))}
    </Card>
  );
}
