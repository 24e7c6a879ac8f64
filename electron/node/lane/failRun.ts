import type { RecipeSettings } from '../../common/recipe.ts';
import type { FailRun } from '../../common/stationState.ts';
import type { Verdict } from '../../common/verdict.ts';

export type FailRules = Pick<RecipeSettings, 'alarmAfterFails' | 'alarmFailsAmong'>;

/** Longest stretch of parts a rule can look back on. */
const remembered = 1000;

/** Watches for more fails than a recipe lets pass in silence. What is unreadable or left to a person is no fail and ends no run. */
export interface FailWatch {
  /** A committed verdict. */
  add(verdict: Verdict): void;
  /** Null while the rules hold. `withoutPass`: the run has no pass between its fails. */
  broken(rules: FailRules): (FailRun & { readonly withoutPass: boolean }) | null;
  forget(): void;
}

export function createFailWatch(): FailWatch {
  /** Judged parts, oldest first: whether each failed. */
  let failed: boolean[] = [];
  let run = 0;
  return {
    add(verdict) {
      if (verdict === 'unreadable') return;
      if (verdict === 'fail') run += 1;
      else if (verdict === 'pass') run = 0;
      failed.push(verdict === 'fail');
      if (failed.length > remembered) failed.shift();
    },
    broken({ alarmAfterFails, alarmFailsAmong }) {
      if (alarmAfterFails !== null && run >= alarmAfterFails) {
        return { fails: run, parts: run, withoutPass: true };
      }
      if (alarmFailsAmong === null) return null;
      const last = failed.slice(-alarmFailsAmong.parts);
      const fails = last.filter(Boolean).length;
      return fails < alarmFailsAmong.fails ? null : { fails, parts: last.length, withoutPass: false };
    },
    forget() {
      failed = [];
      run = 0;
    },
  };
}
