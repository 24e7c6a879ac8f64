import type { Arguments } from './contract.ts';
import type { RecipeId } from './inspection.ts';
import type { LabScoring, LabSources, ScoringId } from './lab.ts';

/** What a lab process does, one of them and once. All paths are absolute. */
export type LabWork =
  | {
      readonly kind: 'score';
      readonly recipeId: RecipeId;
      readonly scoringId: ScoringId;
      readonly sources: LabSources;
      /** Folder of the bundle that scores. */
      readonly bundle: string;
      /** As the recipe decides, whatever the bundle says. */
      readonly otherSizes: 'refuse' | 'scaleRegion';
      /** The station's own home, where the log and the kept pixels are. */
      readonly home: string;
    }
  | {
      readonly kind: 'calibrate';
      readonly order: Arguments<'saveLabCalibration'>;
      /** Folder of the bundle whose limit is set. */
      readonly bundle: string;
      readonly home: string;
      /** Folder of the bundle to write; not there yet. */
      readonly out: string;
    };

/** Lab process to station; the last word is done, cancelled or failed. */
export type LabReply =
  | ({ readonly kind: 'labProgress' } & Pick<LabScoring, 'phase' | 'scored' | 'images' | 'secondsLeft'>)
  /** What the calibration says, in a few sentences; null: it was a scoring. */
  | { readonly kind: 'labDone'; readonly calibration: string | null }
  | { readonly kind: 'labCancelled' }
  | { readonly kind: 'labFailed'; readonly reason: string };
