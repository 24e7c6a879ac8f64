import { ref } from 'vue';

export const viewNames = [
  'live',
  'history',
  'trends',
  'products',
  'setUp',
  'lab',
  'challenge',
  'alarms',
  'events',
  'settings',
] as const;
export type ViewName = (typeof viewNames)[number];

/** The view shown, kept in the address behind `#/` so that reload and back work. */
export const view = ref<ViewName>(fromAddress());

function fromAddress(): ViewName {
  const name = window.location.hash.replace(/^#\//, '');
  return viewNames.find((one) => one === name) ?? 'live';
}

export function goTo(name: ViewName): void {
  window.location.hash = `/${name}`;
}

window.addEventListener('hashchange', () => {
  view.value = fromAddress();
});
