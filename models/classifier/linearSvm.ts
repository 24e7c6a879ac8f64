import type SVM from 'libsvm-js/asm.js';

/** Separates by the sign of weights * row + bias: above 0 is bad. */
export interface LinearSvm {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Far beyond the digits of a score. */
const tolerance = 1e-6;

/**
 * Linear support vector machine with soft margin (Cortes and Vapnik 1995) by libsvm (Chang and Lin 2011), as
 * scikit-learn's SVC(kernel='linear', class_weight='balanced') has it: an error costs `cost` times images / (2 * images of its
 * side), so that few bad images count as much as many good ones.
 * @param rows features of the images, all of one length, of about unit size.
 * @throws RangeError unless there are good and bad rows.
 */
export async function fitLinearSvm(
  rows: readonly (readonly number[])[],
  isBad: readonly boolean[],
  cost = 1,
): Promise<LinearSvm> {
  const bads = isBad.filter(Boolean).length;
  const goods = rows.length - bads;
  if (goods === 0 || bads === 0 || isBad.length !== rows.length) {
    throw new RangeError(`fitLinearSvm: needs good and bad rows, got ${goods} good and ${bads} bad.`);
  }
  const Machine = await loadLibsvm();
  const machine = new Machine({
    type: Machine.SVM_TYPES.C_SVC,
    kernel: Machine.KERNEL_TYPES.LINEAR,
    cost,
    weight: { '1': rows.length / (2 * bads), '-1': rows.length / (2 * goods) },
    tolerance,
    quiet: true,
  });
  try {
    machine.train(
      rows,
      isBad.map((bad) => (bad ? 1 : -1)),
    );
    return parsed(machine.serializeModel(), rows[0]!.length);
  } finally {
    machine.free();
  }
}

/** Sums the support vectors of a model file: `coefficient index:value ...` a line after `SV`, indices from 1. */
function parsed(model: string, features: number): LinearSvm {
  const [head = '', body = ''] = model.split(/^SV\n/m);
  const entry = (name: string): string => new RegExp(`^${name} (.+)$`, 'm').exec(head)?.[1] ?? '';
  // The decision is positive for the label named first.
  const sign = entry('label').startsWith('1') ? 1 : -1;
  const weights = Array.from({ length: features }, () => 0);
  for (const line of body.trim().split('\n')) {
    const [coefficient, ...values] = line.trim().split(' ');
    for (const value of values) {
      const [index, number] = value.split(':');
      weights[Number(index) - 1]! += sign * Number(coefficient) * Number(number);
    }
  }
  const bias = -sign * Number(entry('rho'));
  if (![...weights, bias].every(Number.isFinite)) {
    throw new Error(`fitLinearSvm: libsvm gave a model that cannot be read: ${model.slice(0, 200)}.`);
  }
  return { weights, bias };
}

let loading: Promise<typeof SVM> | undefined;

function loadLibsvm(): Promise<typeof SVM> {
  loading ??= importQuietly();
  return loading;
}

/** Its start-up code, made by Emscripten, would end this process on any unhandled rejection: that is not its to decide. */
async function importQuietly(): Promise<typeof SVM> {
  const before = new Set(process.listeners('unhandledRejection'));
  const { default: Machine } = await import('libsvm-js/asm.js');
  for (const listener of process.listeners('unhandledRejection')) {
    if (!before.has(listener)) process.off('unhandledRejection', listener);
  }
  return Machine;
}
