/**
 * Two ends that pass plain, JSON-safe values: MessagePort, WebSocket, child process or a pair in memory.
 * Values arrive whole and in order; after close nothing arrives, and sending is without effect.
 */
export interface Port {
  send(value: unknown): void;
  /** Only one listener; values that come before it is set wait for it. */
  onValue(listener: (value: unknown) => void): void;
  /** Called once per listener, also when the port was closed already. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}
