import { reactive } from 'vue';

/** How the anomaly map and the other pictures of an image are shown, the same in every view until the window closes. */
export const mapView = reactive({ on: true, opacity: 0.75, sideBySide: false });
