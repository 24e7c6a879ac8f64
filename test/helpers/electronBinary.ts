export { electronBinary } from '../../build/electronBinary.ts';
