import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TrainingBatches } from '../../../models/networks/trainingBatches.ts';
import { TrainingState } from '../../../models/networks/trainingState.ts';
import { lossNames, networkLayouts, vaeGanStep } from '../../../models/networks/vaeGanStep.ts';
import { Random } from '../../../models/random.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

const size = { channels: 1, width: 64, height: 64, latentSize: 8 } as const;
const batch = 2;
const layouts = networkLayouts(size);
const logitWeights = layouts.discriminator.parameters.find(
  ({ name }) => name === 'discriminator.logit.weight',
);

/** Two steps from one start, with the given discriminator weights between features and logit. */
async function step(session: Session, logit: (index: number) => number) {
  const random = new Random(4);
  const image = Float32Array.from({ length: 64 * 64 }, () => random.uniform());
  const given = {
    'discriminator.logit.weight': Float32Array.from({ length: logitWeights?.shape[0] ?? 0 }, (_, i) =>
      logit(i),
    ),
  };
  const state = new TrainingState(size, layouts, random, given);
  return session.run({
    ...new TrainingBatches([image], size, batch, random).next(),
    ...state.feeds(),
    step: float32Tensor([], Float32Array.of(1)),
    total: float32Tensor([], Float32Array.of(100)),
  });
}

test('no adversarial gradient reaches the encoder, and one reaches the decoder', async () => {
  await using session = await Session.load(vaeGanStep(size, layouts, batch).toModel(), { threads: 1 });
  const one = await step(session, (index) => Math.sin(index) / 30);
  const other = await step(session, (index) => Math.cos(3 * index) / 30);
  // Bytes, not elements: a failing comparison of half a million elements would take minutes to print.
  const same = (name: string): boolean =>
    Buffer.from(float32Of(one, name).buffer).equals(Buffer.from(float32Of(other, name).buffer));
  assert.ok(same('next.encoder.parameters') && same('norm.encoder'), 'the encoder follows the logit');
  assert.ok(!same('next.decoder.parameters'), 'the decoder does not follow the logit');
  assert.ok(!same('discriminator'), 'the discriminator loss does not follow the logit');
  for (const name of lossNames) assert.ok(Number.isFinite(float32Of(one, name)[0]), `${name} is not finite`);
});
