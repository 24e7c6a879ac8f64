/** ONNX operations with a gradient: each has a rule in `models/gradient/gradientRules.ts`. */
export const differentiableOps = [
  'Abs',
  'Add',
  'AveragePool',
  'Clip',
  'Concat',
  'Conv',
  'ConvTranspose',
  'Cos',
  'DepthToSpace',
  'Div',
  'Exp',
  'Expand',
  'Gather',
  'Gemm',
  'Identity',
  'LeakyRelu',
  'Log',
  'MatMul',
  'Max',
  'Min',
  'Mul',
  'Neg',
  'Pad',
  'Pow',
  'Reciprocal',
  'ReduceMax',
  'ReduceMean',
  'ReduceMin',
  'ReduceSum',
  'ReduceSumSquare',
  'Relu',
  'Reshape',
  'Resize',
  'Sigmoid',
  'Sin',
  'Slice',
  'Softmax',
  'Softplus',
  'SpaceToDepth',
  'Split',
  'Sqrt',
  'Sub',
  'Tanh',
  'TopK',
  'Transpose',
  'Where',
] as const;

/**
 * Operations without a gradient: their result is piecewise constant or no number, or (ScatterElements) they are
 * made by gradients only.
 */
export const nonDifferentiableOps = [
  'And',
  'ArgMax',
  'Cast',
  'Ceil',
  'Equal',
  'Floor',
  'Greater',
  'GreaterOrEqual',
  'Less',
  'LessOrEqual',
  'Not',
  'Or',
  'ScatterElements',
  'Sign',
] as const;

export type DifferentiableOp = (typeof differentiableOps)[number];
export type NonDifferentiableOp = (typeof nonDifferentiableOps)[number];
export type OpName = DifferentiableOp | NonDifferentiableOp;
