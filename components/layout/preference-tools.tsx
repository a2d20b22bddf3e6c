'use client';

import { useEffect } from 'react';
import { EyeIcon, ThemeIcon } from './icons';

const THEMES = ['system', 'light', 'dark'] as const;

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be closed to us; the page still obeys until it is reloaded.
  }
}

/** Shows or hides every amount of the person; says so in a live region. */
export function toggleAmounts(): void {
  const { dataset } = document.documentElement;
  const hidden = dataset.amounts !== 'hidden';
  if (hidden) dataset.amounts = 'hidden';
  else delete dataset.amounts;
  keep('amounts', hidden ? 'hidden' : null);
  announce(hidden ? 'Amounts hidden' : 'Amounts shown');
}

/** System, light, dark, and again. */
export function cycleTheme(): void {
  const { dataset } = document.documentElement;
  const now = THEMES.findIndex((theme) => theme === (dataset.theme ?? 'system'));
  const next = THEMES[(now + 1) % THEMES.length] ?? 'system';
  if (next === 'system') delete dataset.theme;
  else dataset.theme = next;
  keep('theme', next === 'system' ? null : next);
  announce(`Theme: ${next}`);
}

function announce(text: string): void {
  const region = document.getElementById('announcer');
  if (region) region.textContent = text;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Runs a single-letter shortcut unless someone is typing. */
export function useShortcut(key: string, run: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isTyping(document.activeElement)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [key, run]);
}

/** Hide amounts and theme. `menu` writes them out for the phone's menu. */
export function PreferenceTools({ menu = false }: { readonly menu?: boolean }) {
  if (menu) {
    return (
      <>
        <button type="button" onClick={toggleAmounts}>Hide or show amounts</button>
        <button type="button" onClick={cycleTheme}>Theme: system, light, dark</button>
      </>
    );
  }
  return (
    <>
      <button type="button" className="tool d" onClick={toggleAmounts} aria-label="Hide amounts, key h" aria-keyshortcuts="h"><EyeIcon /><kbd className="t">h</kbd></button>
      <button type="button" className="tool d" onClick={cycleTheme} aria-label="Theme: system, light or dark"><ThemeIcon /></button>
    </>
  );
}

/** The one listener for the keys that work on every page. */
export function Shortcuts() {
  useShortcut('h', toggleAmounts);
  return <span id="announcer" className="sr" role="status" aria-live="polite" />;
}
