import Taro, { useDidShow } from '@tarojs/taro';
import { createContext, useContext, useEffect, useState } from 'react';
import type { PropsWithChildren } from 'react';

export type Theme = 'light' | 'dark';

interface ThemeChoice {
  theme: Theme;
  toggle: () => void;
}

const ThemeContext = createContext<ThemeChoice>({ theme: 'light', toggle: () => {} });

const BAR_COLORS = {
  light: { backgroundColor: '#ffffff', frontColor: '#000000' },
  dark: { backgroundColor: '#1c1f26', frontColor: '#ffffff' }
};

function systemTheme(): Theme {
  return Taro.getSystemInfoSync().theme === 'dark' ? 'dark' : 'light';
}

/** Starts with the system's theme; the user's own choice wins from then on. */
export function ThemeProvider({ children }: PropsWithChildren) {
  const [theme, setTheme] = useState<Theme>(systemTheme);
  const toggle = () => setTheme(theme === 'dark' ? 'light' : 'dark');
  return <ThemeContext.Provider value={{ theme, toggle }}>{children}</ThemeContext.Provider>;
}

export function useTheme(): ThemeChoice {
  return useContext(ThemeContext);
}

/** The navigation bar is native: it takes its colours from a call, not from CSS. */
export function useThemedNavigationBar(): void {
  const { theme } = useTheme();
  const paint = () => {
    void Taro.setNavigationBarColor(BAR_COLORS[theme]);
  };
  useEffect(paint, [theme]);
  useDidShow(paint);
}
