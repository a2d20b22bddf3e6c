import { afterEach, beforeEach, expect, vi } from 'vitest';

let errors: string[] = [];

beforeEach(() => {
  errors = [];
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => void errors.push(parts.map(String).join(' ')));
});

/** A console.error is a failure that nobody asserted. */
afterEach(() => {
  vi.mocked(console.error).mockRestore?.();
  expect(errors, 'console.error was called').toEqual([]);
});
