/**
 * Two ends that pass plain, JSON-safe values: MessagePort, WebSocket, child process or a pair in memory.
 * Values arrive whole and in order; after close nothing arrives.
 */
export interface Port {
  send(value: unknown): void;
  /** Only one listener; set once before the first value can arrive. */
  onValue(listener: (value: unknown) => void): void;
  /** Called once, also when the port was closed already. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}
