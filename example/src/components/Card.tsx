import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

import { useTheme } from '../theme';

export function Card({ children }: PropsWithChildren) {
  const { theme } = useTheme();
  return <View className={`card card-${theme}`}>{children}</View>;
}
