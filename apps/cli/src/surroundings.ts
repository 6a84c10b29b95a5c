/** What a command may touch of the world: handed in, so that tests hand in their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly homeFolder: string;
  /** Whether a person watches: standard error is a terminal, so bars and colours make sense. */
  readonly watched: boolean;
  /** Whether standard output is a terminal. */
  readonly outputIsTerminal: boolean;
  input(): AsyncIterable<Uint8Array>;
  readonly inputIsTerminal: boolean;
  /** Asks the person at the terminal for a secret, without showing it. */
  askSecret(question: string): Promise<string>;
  /** Results: standard output. Resolves when the reader has room for more. */
  write(text: string): Promise<void>;
  /** Everything else: standard error. */
  note(text: string): void;
  fetch(request: Request): Promise<Response>;
  sleep(milliseconds: number): Promise<void>;
  now(): number;
  /** 32 letters and digits that nobody can guess, others at each call. */
  randomText(): string;
  /** Calls back at Ctrl-C instead of ending the process; returns how to stop listening. */
  onInterrupt(listener: () => void): () => void;
}
