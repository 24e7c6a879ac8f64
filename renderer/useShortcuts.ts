import { onBeforeUnmount, onMounted } from 'vue';

/** Keys of the live view, as the help lists them. */
export const shortcuts = ['s', 'a', 'f', 'r', 'v', 'm', 'j', 'o', 'k', '?'] as const;
export type Shortcut = (typeof shortcuts)[number];

/** Calls `act` when the key is pressed while nothing is typed in and no dialog is open. */
export function useShortcut(key: Shortcut, act: () => void): void {
  const listen = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== key || event.ctrlKey || event.altKey || event.metaKey || event.repeat)
      return;
    if (event.defaultPrevented || isTyping(event) || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    act();
  };
  onMounted(() => window.addEventListener('keydown', listen));
  onBeforeUnmount(() => window.removeEventListener('keydown', listen));
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
