import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/menu.css';
import './styles/rail.css';
import './rememberedLanguage.ts';
import './theme.ts';
import { createApp } from 'vue';
import App from './App.vue';
import type { Host } from './host.ts';
import { keptInSession } from './keptToken.ts';
import { stationLink } from './stationLink.ts';
import { stationKey } from './useStation.ts';

/** Shows the station behind `host` in the element `#app`. */
export function mountApp(host: Host): void {
  const link = stationLink(() => host.connect(), undefined, keptInSession());
  window.addEventListener('online', () => link.retryNow());
  createApp(App)
    .provide(stationKey, { ...link, host })
    .mount('#app');
}
