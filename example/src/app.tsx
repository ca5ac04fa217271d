import type { PropsWithChildren } from 'react';

import { ThemeProvider } from './theme';
import './app.css';

export default function App({ children }: PropsWithChildren) {
  return <ThemeProvider>{children}</ThemeProvider>;
}
