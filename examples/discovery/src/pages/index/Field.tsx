import { Input, Text, View } from '@tarojs/components';

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

export function Field({ label, value, onInput }: Props) {
  return (
    <View className="field">
      <Text className="label">{label}</Text>
      <Input className="input" value={value} onInput={(event) => onInput(event.detail.value)} />
    </View>
  );
}
