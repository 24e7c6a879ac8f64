import { registerHooks } from 'node:module';

/** Has every `import ... from 'electron'` of this process answered by the double. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
