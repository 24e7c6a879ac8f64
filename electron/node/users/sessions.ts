import { randomBytes } from 'node:crypto';
import type { Caller, ConnectionId } from '../../common/contract.ts';
import type { CallerState, UserId } from '../../common/users.ts';
import type { AuditTrail } from '../audit/auditTrail.ts';
import { localUser } from '../localUser.ts';
import type { StationDatabase } from '../store/db.ts';
import { findUser, readUserRules } from '../store/users.ts';
import { isSameSecret } from '../token.ts';

/** A screen that lost its connection may come back to its log-in for this long. */
const resumableMs = 120_000;

interface LoggedIn {
  readonly userId: UserId;
  readonly token: string;
  /** Two windows of one browser tab can share a log-in. */
  readonly connections: Set<ConnectionId>;
  touchedMs: number;
  /** When the last connection went; null while there is one. */
  leftMs: number | null;
}

interface Screen {
  /** Where it is, for the audit trail. */
  readonly from: string;
  readonly tell: (state: CallerState) => void;
  logIn: LoggedIn | null;
  told: string;
}

/** Who is logged in at which screen; in memory alone, so that a restart of the station logs everybody off. */
export interface Sessions {
  /** A new connection, of nobody yet. `tell` hears when its caller changes. */
  open(from: string, tell: (state: CallerState) => void): ConnectionId;
  close(connection: ConnectionId): void;
  caller(connection: ConnectionId): Caller;
  state(connection: ConnectionId): CallerState;
  /** Returns the token by which the same screen comes back after a lost connection. */
  logIn(connection: ConnectionId, userId: UserId): string;
  /** Whether the token was still good. */
  resume(connection: ConnectionId, token: string): boolean;
  logOut(connection: ConnectionId): void;
  /** Ends every log-in of a user, or of all; but for the one over that connection. */
  endAll(userId?: UserId, but?: ConnectionId): void;
  touch(connection: ConnectionId): void;
  from(connection: ConnectionId): string;
  /** Tells the screens whose caller has changed. */
  refresh(): void;
  /** Once a second: logs off who is idle or gone. */
  tick(): void;
}

interface SessionParts {
  readonly db: StationDatabase;
  readonly audit: AuditTrail;
  /** Milliseconds on a clock that only goes forward. */
  readonly nowMs: () => number;
}

export function createSessions({ db, audit, nowMs }: SessionParts): Sessions {
  const screens = new Map<ConnectionId, Screen>();
  const logIns = new Set<LoggedIn>();
  let opened = 0;

  function screenOf(connection: ConnectionId): Screen {
    const screen = screens.get(connection);
    if (screen === undefined) throw new Error(`Connection ${connection} is closed.`);
    return screen;
  }

  function state(connection: ConnectionId): CallerState {
    const { on, nobodyMayLook, idleMinutes } = readUserRules(db);
    if (!on) return { usersOn: false, user: null, role: localUser.role, idleMinutes: null };
    const logIn = screenOf(connection).logIn;
    const user = logIn === null ? undefined : findUser(db, logIn.userId);
    if (user !== undefined) return { usersOn: true, user: user.name, role: user.role, idleMinutes };
    return { usersOn: true, user: null, role: nobodyMayLook ? 'observer' : 'nobody', idleMinutes: null };
  }

  function refresh(): void {
    for (const [connection, screen] of screens) {
      const now = state(connection);
      const text = JSON.stringify(now);
      if (text === screen.told) continue;
      screen.told = text;
      screen.tell(now);
    }
  }

  function attach(connection: ConnectionId, logIn: LoggedIn): void {
    detach(connection);
    logIn.connections.add(connection);
    logIn.leftMs = null;
    screenOf(connection).logIn = logIn;
    refresh();
  }

  function detach(connection: ConnectionId): void {
    const screen = screenOf(connection);
    const { logIn } = screen;
    screen.logIn = null;
    if (logIn === null) return;
    logIn.connections.delete(connection);
    if (logIn.connections.size === 0) logIn.leftMs = nowMs();
  }

  function end(logIn: LoggedIn): void {
    logIns.delete(logIn);
    for (const connection of logIn.connections) screenOf(connection).logIn = null;
  }

  function nameOf({ userId }: LoggedIn): string {
    return findUser(db, userId)?.name ?? 'nobody';
  }

  return {
    open(from, tell) {
      opened += 1;
      const connection = opened as ConnectionId;
      screens.set(connection, { from, tell, logIn: null, told: '' });
      screenOf(connection).told = JSON.stringify(state(connection));
      return connection;
    },
    close(connection) {
      detach(connection);
      screens.delete(connection);
    },
    caller(connection) {
      const { usersOn, user, role } = state(connection);
      return { user: usersOn ? (user ?? 'nobody') : localUser.user, role, connection };
    },
    state,
    logIn(connection, userId) {
      const before = screenOf(connection).logIn;
      const token = randomBytes(32).toString('base64url');
      const logIn = { userId, token, connections: new Set<ConnectionId>(), touchedMs: nowMs(), leftMs: null };
      logIns.add(logIn);
      attach(connection, logIn);
      if (before?.connections.size === 0) logIns.delete(before);
      return token;
    },
    resume(connection, token) {
      const logIn = [...logIns].find((one) => isSameSecret(one.token, token));
      if (logIn === undefined) return false;
      attach(connection, logIn);
      return true;
    },
    logOut(connection) {
      const { logIn } = screenOf(connection);
      if (logIn === null) return;
      end(logIn);
      refresh();
    },
    endAll(userId, but) {
      for (const logIn of [...logIns]) {
        const isSpared = but !== undefined && logIn.connections.has(but);
        if ((userId === undefined || logIn.userId === userId) && !isSpared) end(logIn);
      }
      refresh();
    },
    touch(connection) {
      const { logIn } = screenOf(connection);
      if (logIn !== null) logIn.touchedMs = nowMs();
    },
    from: (connection) => screenOf(connection).from,
    refresh,
    tick() {
      const { idleMinutes } = readUserRules(db);
      for (const logIn of [...logIns]) {
        const idleMs = nowMs() - logIn.touchedMs;
        if (idleMinutes !== null && idleMs >= idleMinutes * 60_000) {
          audit.tell({ by: nameOf(logIn), action: 'loggedOffIdle', new: { idleMinutes } });
          end(logIn);
        } else if (logIn.leftMs !== null && nowMs() - logIn.leftMs >= resumableMs) {
          audit.tell({ by: nameOf(logIn), action: 'loggedOut', why: 'The screen was closed.' });
          end(logIn);
        }
      }
      refresh();
    },
  };
}
