import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkLayouts } from '../../../models/networks/networkParts.ts';
import { teaching } from '../../../models/networks/teaching.ts';
import { lossNames, teachingStep } from '../../../models/networks/teachingStep.ts';
import { TrainingBatches } from '../../../models/networks/trainingBatches.ts';
import { TrainingState } from '../../../models/networks/trainingState.ts';
import { Random } from '../../../models/random.ts';
import { Session, type TensorData, float32Of, float32Tensor } from '../../../models/session.ts';

const size = { channels: 1, width: 64, height: 64, latentSize: 8 } as const;
const batch = 4;
const layouts = networkLayouts(size);

/** One step, of that number, from the same start and batch but for the values of one parameter. */
async function step(session: Session, name: string, value: (index: number) => number, number = 1) {
  const random = new Random(4);
  const image = Float32Array.from({ length: 64 * 64 }, (_, i) => 0.3 + 0.4 * Number(i % 64 > 30));
  const shape = Object.values(layouts)
    .flatMap(({ parameters }) => parameters)
    .find((parameter) => parameter.name === name)!.shape;
  const length = shape.reduce((product, side) => product * side, 1);
  const given = { [name]: Float32Array.from({ length }, (_, index) => value(index)) };
  const state = new TrainingState(size, layouts, random, given);
  return session.run({
    ...new TrainingBatches([image, image], size, batch, new Random(5), undefined).next(),
    ...state.feeds(),
    step: float32Tensor([], Float32Array.of(number)),
    total: float32Tensor([], Float32Array.of(1000)),
  });
}

type Outputs = Record<string, TensorData>;

// Bytes, not elements: a failing comparison of half a million elements would take minutes to print.
const same = (one: Outputs, other: Outputs, name: string): boolean =>
  Buffer.from(float32Of(one, name).slice().buffer).equals(Buffer.from(float32Of(other, name).slice().buffer));

test('no adversarial gradient reaches the encoder, and one reaches the decoder', async () => {
  await using session = await Session.load(teachingStep(size, layouts, batch).toModel(), { threads: 1 });
  const name = 'discriminator.logit.weight';
  const one = await step(session, name, (index) => Math.sin(index) / 30);
  const other = await step(session, name, (index) => Math.cos(3 * index) / 30);
  assert.ok(same(one, other, 'next.encoder.parameters'), 'the encoder follows the logit');
  assert.ok(same(one, other, 'norm.encoder'), 'the encoder follows the logit');
  assert.ok(!same(one, other, 'next.decoder.parameters'), 'the decoder does not follow the logit');
  assert.ok(!same(one, other, 'discriminator'), 'the discriminator loss does not follow the logit');
  for (const loss of lossNames) assert.ok(Number.isFinite(float32Of(one, loss)[0]), `${loss} is not finite`);
});

test('the difference net changes nothing of what it looks at', async () => {
  await using session = await Session.load(teachingStep(size, layouts, batch).toModel(), { threads: 1 });
  const name = 'difference.down0.bias';
  const one = await step(session, name, () => 0);
  const other = await step(session, name, (index) => Math.sin(index));
  assert.ok(!same(one, other, 'difference'), 'its loss does not follow its parameters');
  for (const part of ['encoder', 'decoder', 'discriminator', 'mixture']) {
    assert.ok(same(one, other, `next.${part}.parameters`), `the ${part} follows the difference net`);
  }
});

test('the mixture reaches the encoder, and no other part', async () => {
  await using session = await Session.load(teachingStep(size, layouts, batch).toModel(), { threads: 1 });
  const name = 'mixture.code.weight';
  const afterFreeSteps = teaching.klFreeSteps + 1;
  const one = await step(session, name, (index) => Math.sin(index), afterFreeSteps);
  const other = await step(session, name, (index) => Math.cos(index), afterFreeSteps);
  assert.ok(!same(one, other, 'norm.encoder'), 'the encoder does not follow the mixture');
  for (const part of ['decoder', 'discriminator', 'difference']) {
    assert.ok(same(one, other, `next.${part}.parameters`), `the ${part} follows the mixture`);
  }
});
