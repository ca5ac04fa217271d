import { Button } from '@tarojs/components';

import { useTheme } from '../theme';

interface Props {
  label: string;
  disabled?: boolean;
  onTap: () => void;
}

export function Action({ label, disabled = false, onTap }: Props) {
  const { theme } = useTheme();
  return (
    <Button className={`action action-${theme}`} disabled={disabled} onClick={onTap}>
      {label}
    </Button>
  );
}
