import { toCamera, type Point } from './stageView.ts';
import type { StageViewControl } from './useStageView.ts';

const zoomPerKey = 1.5;
/** Of the stage. */
const panPerKey = 0.12;
/** A wheel's step of 100 px is a third larger. */
const zoomPerWheelPx = Math.log(4 / 3) / 100;

/** What fingers, mouse and keys do to the view of a stage. Handlers for an element that holds canvases of one size. */
export function stageGestures(control: StageViewControl) {
  /** Pointers that are down, by id, where they are. */
  const down = new Map<number, Point>();

  /**
   * Canvas pixels in the canvas under a point of the page, or null beside one. Asked by place and not by target: a captured
   * pointer's events all go to the element that holds the canvases.
   */
  function placeOf(holder: EventTarget | null, { x, y }: Point): Point | null {
    for (const canvas of (holder as Element).querySelectorAll('canvas')) {
      const box = canvas.getBoundingClientRect();
      if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
      const scale = control.stage.value.width / box.width;
      return { x: (x - box.left) * scale, y: (y - box.top) * scale };
    }
    return null;
  }
  const placeOfEvent = (event: MouseEvent) =>
    placeOf(event.currentTarget, { x: event.clientX, y: event.clientY });

  function spread([one, other]: Point[]): { middle: Point; apart: number } {
    const [a, b] = [one!, other!];
    return {
      middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
      apart: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
    };
  }

  return {
    wheel(event: WheelEvent): void {
      const at = placeOfEvent(event);
      if (at === null) return;
      event.preventDefault();
      // A pad's pinch comes as a wheel with ctrl, in smaller steps.
      const px = event.deltaY * (event.deltaMode === 1 ? 33 : 1) * (event.ctrlKey ? 5 : 1);
      control.zoom(Math.exp(-px * zoomPerWheelPx), at);
    },
    pointerdown(event: PointerEvent): void {
      const at = placeOfEvent(event);
      if (at === null || event.button !== 0 || down.size === 2) return;
      if (event.target instanceof Element && event.target.closest('button') !== null) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    pointermove(event: PointerEvent): void {
      const before = down.get(event.pointerId);
      const now = { x: event.clientX, y: event.clientY };
      if (before === undefined) {
        const at = placeOfEvent(event);
        control.pointed.value = at && toCamera(control.view.value, control.stage.value, at);
        return;
      }
      const scale = window.devicePixelRatio;
      if (down.size === 2) {
        const was = spread([...down.values()]);
        down.set(event.pointerId, now);
        const is = spread([...down.values()]);
        const at = placeOf(event.currentTarget, is.middle);
        if (at !== null) control.zoom(is.apart / was.apart, at);
        control.pan({ x: (is.middle.x - was.middle.x) * scale, y: (is.middle.y - was.middle.y) * scale });
        return;
      }
      down.set(event.pointerId, now);
      control.pan({ x: (now.x - before.x) * scale, y: (now.y - before.y) * scale });
    },
    pointerup(event: PointerEvent): void {
      down.delete(event.pointerId);
    },
    pointerleave(): void {
      control.pointed.value = null;
    },
    dblclick(event: MouseEvent): void {
      const at = placeOfEvent(event);
      if (at !== null && !(event.target as Element).closest('button')) control.toggle(at);
    },
    keydown(event: KeyboardEvent): void {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('button') !== null) return;
      const { width, height } = control.stage.value;
      const act = {
        '+': () => control.zoom(zoomPerKey),
        '=': () => control.zoom(zoomPerKey),
        '-': () => control.zoom(1 / zoomPerKey),
        '0': () => control.reset(),
        ArrowLeft: () => control.pan({ x: width * panPerKey, y: 0 }),
        ArrowRight: () => control.pan({ x: -width * panPerKey, y: 0 }),
        ArrowUp: () => control.pan({ x: 0, y: height * panPerKey }),
        ArrowDown: () => control.pan({ x: 0, y: -height * panPerKey }),
      }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
  };
}
