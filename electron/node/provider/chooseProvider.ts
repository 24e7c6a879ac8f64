import type { Provider } from '../../../models/session.ts';
import type { ProviderChoice, ProviderState } from '../../common/stationState.ts';

export interface Opened {
  /** Median milliseconds one image takes, warm. Rejects when the provider cannot run the model after all. */
  measureMs(): Promise<number>;
  release(): Promise<void>;
}

export interface Choosing<Model extends Opened> {
  readonly choice: ProviderChoice;
  readonly accelerators: readonly Exclude<Provider, 'cpu'>[];
  /** Loads the bundle on a provider. Rejects when the provider cannot be had or scores the references differently. */
  readonly open: (provider: Provider) => Promise<Model>;
}

export interface Chosen<Model> {
  readonly model: Model;
  readonly provider: ProviderState;
}

interface Trial<Model> {
  readonly model: Model;
  readonly provider: Provider;
  readonly msPerImage: number;
}

/**
 * Opens the bundle where it is to run. `auto` tries everything the platform can have and keeps what was measured to be
 * fastest. A provider asked for by name that cannot be used is replaced by the cpu, and the state says why.
 * Rejects with the cpu's error when not even the cpu can run it.
 */
export async function chooseProvider<Model extends Opened>(
  choosing: Choosing<Model>,
): Promise<Chosen<Model>> {
  const { choice } = choosing;
  if (choice === 'auto') return chosen(choice, await fastest(choosing), null);
  if (choice === 'cpu') return chosen(choice, await attempt(choosing, 'cpu'), null);
  try {
    return chosen(choice, await attempt(choosing, choice), null);
  } catch (error) {
    const cpu = await attempt(choosing, 'cpu');
    return chosen(
      choice,
      cpu,
      `${choice} was asked for but cannot be used, so the cpu runs: ${messageOf(error)}`,
    );
  }
}

async function fastest<Model extends Opened>(choosing: Choosing<Model>): Promise<Trial<Model>> {
  let best = await attempt(choosing, 'cpu');
  for (const provider of choosing.accelerators) {
    // With auto, an accelerator this machine does not have is no fault.
    const trial = await attempt(choosing, provider).catch(() => null);
    if (trial === null) continue;
    const [kept, left] = trial.msPerImage < best.msPerImage ? [trial, best] : [best, trial];
    await left.model.release();
    best = kept;
  }
  return best;
}

async function attempt<Model extends Opened>(
  { open }: Choosing<Model>,
  provider: Provider,
): Promise<Trial<Model>> {
  const model = await open(provider);
  try {
    return { model, provider, msPerImage: await model.measureMs() };
  } catch (error) {
    await model.release();
    throw error;
  }
}

function chosen<Model>(
  choice: ProviderChoice,
  { model, provider, msPerImage }: Trial<Model>,
  fallbackReason: string | null,
): Chosen<Model> {
  return { model, provider: { chosen: choice, measured: provider, msPerImage, fallbackReason } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
