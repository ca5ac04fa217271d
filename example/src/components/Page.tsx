import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { PropsWithChildren } from 'react';

import { useTheme, useThemedNavigationBar } from '../theme';
import { Choice } from './Choice';

const PROTOCOLS = [
  { value: 'udp', label: 'UDP' },
  { value: 'tcp', label: 'TCP' }
] as const;

interface Props {
  protocol: 'udp' | 'tcp';
  /** What the socket is doing now. */
  status: string;
  /** Whether the socket can talk: the lamp is green. */
  ready: boolean;
}

/** The frame of a page. Choosing the other protocol leaves the page, which closes its socket. */
export function Page({ protocol, status, ready, children }: PropsWithChildren<Props>) {
  const { theme, toggle } = useTheme();
  useThemedNavigationBar();
  const go = (chosen: 'udp' | 'tcp') => {
    if (chosen !== protocol) {
      void Taro.redirectTo({ url: `/pages/${chosen}/index` });
    }
  };
  return (
    <View className={`page page-${theme}`}>
      <View className="head">
        <Choice options={PROTOCOLS} value={protocol} onChoose={go} />
        <View className="state">
          <View className={`lamp ${ready ? 'lamp-on' : 'lamp-off'}`} />
          <Text className={`status ink-${theme}`}>{status}</Text>
        </View>
        <Text className={`link accent-${theme}`} onClick={toggle}>
          {theme === 'dark' ? 'Light' : 'Dark'}
        </Text>
      </View>
      {children}
    </View>
  );
}
