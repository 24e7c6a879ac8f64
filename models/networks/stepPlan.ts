import type { TrainingBudget } from './requireTraining.ts';

/** A plan that was shortened: up to and including step `until` the learning rate counted on `total` steps. */
export interface Replan {
  readonly until: number;
  readonly total: number;
}

/** A plan is left alone unless it would overrun its time by more than this share. */
const tolerance = 0.05;
/** Share of the time after which the first plan is made in any case. */
const latestPlan = 0.1;

/**
 * How many steps a run takes: as told, or as many as fit into its minutes. A timed run plans once it has measured its
 * pace, and shortens the plan when the machine gets busier. Told the same steps and replans, a run plans the same.
 */
export class StepPlan {
  readonly #budget: TrainingBudget;
  readonly #measuredSteps: number;
  readonly #replans: Replan[];
  #planned: number | null;

  /** @param measuredSteps steps over which a timed run measures its pace; nothing may depend on the total before. */
  constructor(budget: TrainingBudget, measuredSteps: number) {
    this.#budget = budget;
    this.#measuredSteps = measuredSteps;
    this.#planned = 'steps' in budget ? budget.steps : null;
    this.#replans = 'steps' in budget ? [...(budget.replans ?? [])] : [];
  }

  /** What the given or last step counts on; null while a timed run still measures. */
  total(step: number): number | null {
    return this.#replans.find(({ until }) => step <= until)?.total ?? this.#planned;
  }

  /** Plans given up, in order; with the last total they repeat the run. */
  get replans(): readonly Replan[] {
    return this.#replans;
  }

  /** After each step: makes the first plan when it is time. @param paceSeconds a step takes at present */
  stepped(step: number, elapsedSeconds: number, paceSeconds: number): void {
    if ('steps' in this.#budget || this.#planned !== null) return;
    const seconds = this.#budget.minutes * 60;
    const isTime = step >= this.#measuredSteps || (step > 1 && elapsedSeconds > seconds * latestPlan);
    if (isTime) this.#planned = step + Math.max(0, Math.floor((seconds - elapsedSeconds) / paceSeconds));
  }

  /**
   * At a checkpoint: shortens a plan that would overrun by the present pace as well as by the mean one, so that neither a
   * disturbance that is over nor one that has just begun decides.
   */
  review(step: number, elapsedSeconds: number, presentPaceSeconds: number): void {
    if ('steps' in this.#budget || this.#planned === null || step >= this.#planned) return;
    const seconds = this.#budget.minutes * 60;
    const paceSeconds = Math.min(presentPaceSeconds, elapsedSeconds / step);
    const end = elapsedSeconds + (this.#planned - step) * paceSeconds;
    if (end <= seconds * (1 + tolerance)) return;
    const total = step + Math.max(1, Math.floor((seconds - elapsedSeconds) / paceSeconds));
    if (total >= this.#planned) return;
    this.#replans.push({ until: step, total: this.#planned });
    this.#planned = total;
  }
}
