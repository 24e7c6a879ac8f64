import { reactive } from 'vue';

/** How the anomaly map is shown, the same in every view until the window closes. */
export const mapView = reactive({ on: true, opacity: 0.75 });
