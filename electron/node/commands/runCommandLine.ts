import { UsageError } from '../usageError.ts';
import type { CommandContext } from './command.ts';
import { commandTable, type CommandRow } from './commandTable.ts';

export const wrongUseCode = 2;
export const failureCode = 1;

/** Runs the command the arguments name and resolves to the exit code: 0, 1 (it failed) or 2 (used wrongly). */
export async function runCommandLine(
  args: readonly string[],
  context: CommandContext,
  print: (text: string) => void,
  table: Readonly<Record<string, CommandRow>> = commandTable,
): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) throw new UsageError(`Name a command: ${Object.keys(table).join(', ')}.`);
    if (name === '--help' || name === '-h' || name === 'help') {
      print(overview(table));
      return 0;
    }
    const row = Object.hasOwn(table, name) ? table[name] : undefined;
    if (row === undefined) {
      throw new UsageError(`There is no command "${name}"; there are ${Object.keys(table).join(', ')}.`);
    }
    const command = await row.load();
    if (rest.includes('--help') || rest.includes('-h')) {
      print(`${command.help.trim()}\n`);
      return 0;
    }
    return await command.run(rest, context);
  } catch (error) {
    context.progress(sentenceOf(error));
    return error instanceof UsageError ? wrongUseCode : failureCode;
  }
}

/** What the operating system said no to, or the error's own sentence. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || path === undefined || syscall === undefined) return error.message;
  const why = error.message.replace(/^\w+: /, '').replace(/,.*$/s, '');
  return `${path} cannot be used: ${why} (${code}).`;
}

function overview(table: Readonly<Record<string, CommandRow>>): string {
  const width = Math.max(...Object.keys(table).map((name) => name.length));
  const lines = Object.entries(table).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'npm run -s cli -- <command> [options]',
    '',
    ...lines,
    '',
    '<command> --help tells its options.',
    '',
  ].join('\n');
}
