import * as v from 'valibot';
import type { ChallengeRunId } from './challenge.ts';
import type { FolderId, RecipeId } from './inspection.ts';
import type { Role } from './role.ts';

const id = <Id extends string>() =>
  v.custom<Id>((value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value), 'expected an id');
const moment = v.pipe(v.string(), v.isoTimestamp());
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const share = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));

/** What a report is asked to tell. Moments from (inclusive) to (exclusive), ISO 8601 in UTC. */
export const ReportOrder = v.variant('kind', [
  v.strictObject({
    kind: v.literal('shift'),
    from: moment,
    to: moment,
    /** Null: all folders, all products. */
    folderId: v.nullable(id<FolderId>()),
    product: v.nullable(text),
  }),
  v.strictObject({ kind: v.literal('product'), recipeId: id<RecipeId>(), from: moment, to: moment }),
  v.strictObject({
    kind: v.literal('acceptance'),
    recipeId: id<RecipeId>(),
    /** The challenge that is told; null: the newest one of the product. */
    challengeRunId: v.nullable(id<ChallengeRunId>()),
    /** What the parties want inspected, in their words; null: what the recipe says. */
    task: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000))),
    /** Greatest shares that were agreed, 0..1, to be proven with 95 % confidence; null: none was. */
    greatestEscape: v.nullable(share),
    greatestOverkill: v.nullable(share),
  }),
]);
export type ReportOrder = v.InferOutput<typeof ReportOrder>;
export type ReportKind = ReportOrder['kind'];

/** The least role for each kind of report. */
export const reportRoles: Readonly<Record<ReportKind, Role>> = {
  shift: 'operator',
  product: 'operator',
  acceptance: 'engineer',
};
export const reportKinds = Object.keys(reportRoles) as ReportKind[];
