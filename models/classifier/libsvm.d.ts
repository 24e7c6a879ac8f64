/** The part of libsvm-js that is used here; the package brings no types. */
declare module 'libsvm-js/asm.js' {
  interface Options {
    readonly type: string;
    readonly kernel: string;
    readonly cost: number;
    /** Factor of the cost by label. */
    readonly weight: Readonly<Record<string, number>>;
    readonly tolerance: number;
    readonly quiet: boolean;
  }

  class SVM {
    static readonly SVM_TYPES: { readonly C_SVC: string };
    static readonly KERNEL_TYPES: { readonly LINEAR: string };
    constructor(options: Options);
    train(samples: readonly (readonly number[])[], labels: readonly number[]): void;
    /** Text of libsvm's model file. */
    serializeModel(): string;
    free(): void;
  }

  export = SVM;
}
