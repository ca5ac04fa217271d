import type { PropsWithChildren, ReactNode } from 'react';

import './app.css';

export default function App({ children }: PropsWithChildren): ReactNode {
  return children;
}
