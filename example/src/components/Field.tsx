import { Input, Text, View } from '@tarojs/components';

import { useTheme } from '../theme';

interface Props {
  label: string;
  value: string;
  placeholder?: string;
  type?: 'text' | 'number';
  onInput: (value: string) => void;
}

export function Field({ label, value, placeholder, type = 'text', onInput }: Props) {
  const { theme } = useTheme();
  return (
    <View className="field">
      <Text className={`label muted-${theme}`}>{label}</Text>
      <Input
        className={`input input-${theme}`}
        type={type}
        value={value}
        placeholder={placeholder}
        placeholderTextColor={theme === 'dark' ? '#6b7280' : '#9aa3b2'}
        onInput={(event) => onInput(event.detail.value)}
      />
    </View>
  );
}
