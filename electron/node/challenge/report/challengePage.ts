import { headText, type AuditHead } from '../../../common/audit.ts';
import type { ChallengeRun, ChallengeVerdict, Truth } from '../../../common/challenge.ts';
import { score } from '../../evaluate/report/figures.ts';
import { Html, html } from '../../evaluate/report/html.ts';
import { reportStyle } from '../../evaluate/report/reportStyle.ts';
import { outcomeSentence, proofSentence } from '../sentences.ts';

/** All that is told of one challenge. */
export interface ChallengeReport {
  readonly run: ChallengeRun;
  readonly verdicts: readonly ChallengeVerdict[];
  readonly auditHead: AuditHead;
}

const headings: Readonly<Record<Truth, string>> = { bad: 'Known bad images', good: 'Known good images' };

/** One page that needs nothing beside itself and runs no script. `pictures`: data addresses by hash of the image. */
export function challengePage(
  { run, verdicts, auditHead }: ChallengeReport,
  pictures: ReadonlyMap<string, string>,
): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Challenge of ${run.product}</title>
        <style>
          ${new Html(reportStyle)}
        </style>
      </head>
      <body>
        <main>
          ${header(run)} ${tiles(run)}
          ${(['bad', 'good'] as const).map((truth) => gallery(truth, run, verdicts, pictures))}
          ${footer(run, auditHead)}
        </main>
      </body>
    </html>`.markup;
}

function header(run: ChallengeRun): Html {
  const { finishedAt, startedBy, occasion, bundleId, calibrationId, provider, recipeVersion } = run;
  return html`<header>
    <p class="eyebrow">Challenge, simulated: not counted as production</p>
    <h1>${run.product}</h1>
    <dl class="facts">
      <div>
        <dt>Ended</dt>
        <dd>${finishedAt}</dd>
      </div>
      <div>
        <dt>Started by</dt>
        <dd>${startedBy} (${occasion})</dd>
      </div>
      <div>
        <dt>Recipe</dt>
        <dd>version ${recipeVersion}</dd>
      </div>
      <div>
        <dt>Bundle</dt>
        <dd>${bundleId}</dd>
      </div>
      <div>
        <dt>Calibration</dt>
        <dd>${calibrationId}</dd>
      </div>
      <div>
        <dt>Ran on</dt>
        <dd>${provider}</dd>
      </div>
      <div>
        <dt>Head</dt>
        <dd>${run.head}, limit ${score(run.limit)}</dd>
      </div>
    </dl>
  </header>`;
}

function tiles(run: ChallengeRun): Html {
  const proof = proofSentence(run);
  return html`<section class="tiles">
    <div class="panel tile ${run.outcome === 'passed' ? 'kept' : 'caught'}">
      <div class="figure">${run.outcome === 'passed' ? 'Passed' : 'Failed'}</div>
      <p>${outcomeSentence(run)}</p>
    </div>
    <div class="panel tile">
      <div class="figure">${run.badsCaught} <small>of ${run.bads}</small></div>
      <p class="what">known bad caught</p>
      <p>${proof}</p>
    </div>
    <div class="panel tile">
      <div class="figure">${run.goodsPassed} <small>of ${run.goods}</small></div>
      <p class="what">known good passed</p>
    </div>
  </section>`;
}

function gallery(
  truth: Truth,
  run: ChallengeRun,
  verdicts: readonly ChallengeVerdict[],
  pictures: ReadonlyMap<string, string>,
): Html {
  const some = verdicts.filter(({ image }) => image.truth === truth);
  // What went wrong is what the reader is looking for.
  const ordered = some.toSorted((a, b) => Number(a.asExpected) - Number(b.asExpected));
  return html`<section>
    <h2>${headings[truth]}</h2>
    <div class="gallery">${ordered.map((one) => figure(one, run, pictures.get(one.image.sha256)))}</div>
  </section>`;
}

function figure(one: ChallengeVerdict, run: ChallengeRun, picture: string | undefined): Html {
  const { image, verdict, asExpected, reason } = one;
  const shown = one.score === null ? 'no score' : `score ${score(one.score)}, limit ${score(run.limit)}`;
  return html`<figure class="panel mistake">
    ${picture === undefined ? null : html`<img src="${picture}" alt="" style="width:100%;border-radius:5px" />`}
    <figcaption>
      <span class="score">${asExpected ? '✓' : '✕'} ${verdict}${asExpected ? '' : ', not as expected'}</span>
      <span>${shown}</span>
      ${reason === null ? null : html`<span>${reason}</span>`}
      <span class="code">${image.name}</span>
      <span class="code"
        >added ${image.addedAt.slice(0, 10)} by ${image.addedBy}, sha256 ${image.sha256.slice(0, 16)}…</span
      >
    </figcaption>
  </figure>`;
}

function footer({ signature, challengeRunId }: ChallengeRun, auditHead: AuditHead): Html {
  const signed =
    signature === null
      ? 'Not signed.'
      : `Signed by ${signature.user} at ${signature.at}: ${signature.meaning}`;
  return html`<footer>
    <p>${signed}</p>
    <p>Challenge ${challengeRunId}, ${headText(auditHead)}</p>
  </footer>`;
}
