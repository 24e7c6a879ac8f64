import type { LaunchProcess } from '../childProcess.ts';

/** One command of the command line. */
export interface Command {
  /** What `--help` prints: the line of use, what it does, one line an option. */
  readonly help: string;
  /**
   * Does it and resolves to the exit code.
   * @throws UsageError, one sentence, when it is used wrongly; any other error is told as it is.
   */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

export interface CommandContext {
  /** Folder of the project or the packaged app. */
  readonly root: URL;
  readonly launch: LaunchProcess;
  /** Results: one JSON line each. */
  readonly result: (value: unknown) => void;
  /** What goes on meanwhile, for people. */
  readonly progress: (sentence: string) => void;
  /** Aborted when the user asks to stop (Ctrl-C, SIGTERM). */
  readonly stop: AbortSignal;
}
