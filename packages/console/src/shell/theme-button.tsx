import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { chooseTheme, chosenTheme, type Theme } from './theme.js';

const order: readonly Theme[] = ['system', 'light', 'dark'];
const icons = { system: Monitor, light: Sun, dark: Moon } as const;

export function ThemeButton() {
  const [theme, setTheme] = useState(chosenTheme);
  const next = order[(order.indexOf(theme) + 1) % order.length] as Theme;
  const Icon = icons[theme];
  const change = (): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return <Button look="quiet" icon={<Icon />} aria-label={`Theme: ${theme}. Change to ${next}`} onClick={change} />;
}
