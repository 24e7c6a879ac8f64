import { ref, watch } from 'vue';

export const themes = ['automatic', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storeKey = 'plumbline.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme chosen on this screen, remembered by it; automatic follows the system. */
export const theme = ref<Theme>(remembered());

/** Whether the dark colours are in force. Changes after the colours have. */
export const isDark = ref(false);

function remembered(): Theme {
  const stored = window.localStorage.getItem(storeKey);
  return themes.find((one) => one === stored) ?? 'automatic';
}

function apply(): void {
  const next = theme.value === 'dark' || (theme.value === 'automatic' && dark.matches);
  document.documentElement.dataset['theme'] = next ? 'dark' : 'light';
  isDark.value = next;
}

watch(theme, (chosen) => {
  window.localStorage.setItem(storeKey, chosen);
  apply();
});
dark.addEventListener('change', apply);
apply();
