import { Text, View } from '@tarojs/components';

import { useTheme } from '../theme';

interface Props<T extends string> {
  /** Each value with the words that stand for it. */
  options: ReadonlyArray<{ value: T; label: string }>;
  value: T;
  onChoose: (value: T) => void;
}

/** One of a few, side by side. */
export function Choice<T extends string>({ options, value, onChoose }: Props<T>) {
  const { theme } = useTheme();
  return (
    <View className="choice">
      {options.map((option) => (
        <Text
          key={option.value}
          className={`option ${option.value === value ? `chosen-${theme}` : `unchosen-${theme}`}`}
          onClick={() => onChoose(option.value)}
        >
          {option.label}
        </Text>
      ))}
    </View>
  );
}
