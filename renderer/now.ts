import { readonly, ref } from 'vue';

const ticking = ref(Date.now());
setInterval(() => {
  ticking.value = Date.now();
}, 1000);

/** Epoch milliseconds, renewed once a second, for clocks and ages. */
export const nowMs = readonly(ticking);
