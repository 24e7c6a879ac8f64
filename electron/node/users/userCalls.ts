import { CallFailure } from '../../common/callFailure.ts';
import type { Caller, ConnectionId, StationHandlers } from '../../common/contract.ts';
import { secretProblem, secretProblemSentences } from '../../common/secretRules.ts';
import type { LogIn, User, UserId, UserList } from '../../common/users.ts';
import type { AuditTrail } from '../audit/auditTrail.ts';
import { inTransaction, type StationDatabase } from '../store/db.ts';
import { forgetLogInAttempts } from '../store/logInAttempts.ts';
import {
  findUser,
  findUserByName,
  insertUser,
  isNameTaken,
  listUsers,
  readUserRules,
  removeUser,
  setLastLogIn,
  setRole,
  setSecretHash,
  writeUserRules,
  type StoredUser,
} from '../store/users.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import type { Authentication } from './authentication.ts';
import type { Sessions } from './sessions.ts';

interface UserParts {
  readonly db: StationDatabase;
  readonly audit: AuditTrail;
  readonly sessions: Sessions;
  readonly authentication: Authentication;
  readonly wallClockMs: () => number;
}

type LogInCalls = 'whoAmI' | 'logIn' | 'resumeLogIn' | 'logOut' | 'stayLoggedIn' | 'changeOwnSecret';
type AdministrationCalls =
  | 'listUsers'
  | 'turnUsersOn'
  | 'turnUsersOff'
  | 'changeUserRules'
  | 'addUser'
  | 'changeUser'
  | 'removeUser'
  | 'unlockUser';

/** Logging in and out at a screen. */
export function logInCalls(parts: UserParts): Pick<StationHandlers, LogInCalls> {
  const { db, audit, sessions, authentication } = parts;
  return {
    whoAmI: (_, caller) => sessions.state(screenOf(caller)),
    async logIn({ name, secret }, caller) {
      const connection = screenOf(caller);
      if (!readUserRules(db).on) {
        throw new CallFailure(
          'refused',
          'Users are switched off at this station: there is nothing to log in to.',
        );
      }
      const user = await authentication.prove(name, secret, 'logIn');
      return enter(parts, connection, user);
    },
    resumeLogIn({ token }, caller) {
      const connection = screenOf(caller);
      if (!sessions.resume(connection, token)) {
        throw new CallFailure('notFound', 'This log-in has ended; log in again.');
      }
      return sessions.state(connection);
    },
    logOut(_, caller) {
      const connection = screenOf(caller);
      if (sessions.state(connection).user !== null) audit.tell({ by: caller.user, action: 'loggedOut' });
      sessions.logOut(connection);
      return sessions.state(connection);
    },
    stayLoggedIn(_, caller) {
      sessions.touch(screenOf(caller));
      return null;
    },
    async changeOwnSecret({ present, next }, caller) {
      const connection = screenOf(caller);
      if (sessions.state(connection).user === null)
        throw new CallFailure('refused', 'Nobody is logged in here.');
      refuseWeak(next);
      const { userId, name } = await authentication.prove(caller.user, present, 'logIn');
      const hash = await authentication.hash(next);
      inTransaction(db, () => {
        setSecretHash(db, userId, hash);
        audit.add({ by: name, action: 'secretChanged', record: name });
      });
      sessions.endAll(userId, connection);
      return null;
    },
  };
}

/** Administration by a supervisor. Every change is one transaction with its entry of the audit trail. */
export function administrationCalls(parts: UserParts): Pick<StationHandlers, AdministrationCalls> {
  const { db, audit, sessions, authentication, wallClockMs } = parts;
  const list = (): UserList => {
    const { on, ...rules } = readUserRules(db);
    return { on, rules, users: listUsers(db).map((user) => shown(user, wallClockMs())) };
  };

  function find(userId: UserId): StoredUser {
    const user = findUser(db, userId);
    if (user === undefined) throw new CallFailure('notFound', 'This user was removed.');
    return user;
  }

  /** Without a supervisor nobody could manage users any more. */
  function refuseLastSupervisor({ name, role }: StoredUser): void {
    if (role !== 'supervisor' || listUsers(db).some((one) => one.role === role && one.name !== name)) return;
    throw new CallFailure('refused', `${name} is the last supervisor; make another user supervisor first.`);
  }

  async function makeUser(
    name: string,
    role: User['role'],
    secret: string,
    by: string,
  ): Promise<() => StoredUser> {
    refuseWeak(secret);
    const secretHash = await authentication.hash(secret);
    return () => {
      if (isNameTaken(db, name)) {
        throw new CallFailure(
          'refused',
          `There is or was a user ${name}; a name is never given twice, so that the audit trail stays clear.`,
        );
      }
      const userId = timeOrderedId<UserId>(wallClockMs());
      const createdAt = new Date(wallClockMs()).toISOString();
      insertUser(db, { userId, name, role, secretHash, createdAt, createdBy: by });
      audit.add({ by, action: 'userAdded', record: name, new: { name, role } });
      return find(userId);
    };
  }

  return {
    listUsers: list,
    async turnUsersOn({ name, secret, rules }, caller) {
      const connection = screenOf(caller);
      if (readUserRules(db).on) throw new CallFailure('refused', 'Users are switched on already.');
      const present = findUserByName(db, name);
      if (present !== undefined && present.role !== 'supervisor') {
        throw new CallFailure('refused', `${present.name} is no supervisor; name one, or a new user.`);
      }
      const supervisor =
        present === undefined
          ? await makeUser(name, 'supervisor', secret, caller.user)
          : await authentication.prove(name, secret, 'logIn').then((user) => () => user);
      const user = inTransaction(db, () => {
        const first = supervisor();
        writeUserRules(db, { ...rules, on: true });
        audit.add({ by: caller.user, action: 'usersTurnedOn', record: first.name, new: rules });
        return first;
      });
      return enter(parts, connection, user);
    },
    turnUsersOff(_, { user }) {
      inTransaction(db, () => {
        writeUserRules(db, { ...readUserRules(db), on: false });
        audit.add({ by: user, action: 'usersTurnedOff' });
      });
      sessions.endAll();
      return list();
    },
    changeUserRules(rules, { user }) {
      inTransaction(db, () => {
        const { on, ...before } = readUserRules(db);
        writeUserRules(db, { ...rules, on });
        audit.add({ by: user, action: 'userRulesChanged', old: before, new: rules });
      });
      sessions.refresh();
      return list();
    },
    async addUser({ name, role, secret }, { user }) {
      const add = await makeUser(name, role, secret, user);
      return shown(inTransaction(db, add), wallClockMs());
    },
    async changeUser({ userId, role, secret }, { user, connection }) {
      if (secret !== undefined) refuseWeak(secret);
      const hash = secret === undefined ? null : await authentication.hash(secret);
      inTransaction(db, () => {
        const before = find(userId);
        const { name } = before;
        if (role !== undefined && role !== before.role) {
          refuseLastSupervisor(before);
          setRole(db, userId, role);
          audit.add({
            by: user,
            action: 'userChanged',
            record: name,
            old: { role: before.role },
            new: { role },
          });
        }
        if (hash !== null) {
          setSecretHash(db, userId, hash);
          forgetLogInAttempts(db, name);
          audit.add({ by: user, action: 'secretChanged', record: name });
        }
      });
      if (hash !== null) sessions.endAll(userId, connection);
      sessions.refresh();
      return shown(find(userId), wallClockMs());
    },
    removeUser({ userId }, { user }) {
      inTransaction(db, () => {
        const before = find(userId);
        refuseLastSupervisor(before);
        removeUser(db, userId, new Date(wallClockMs()).toISOString());
        const { name, role } = before;
        audit.add({ by: user, action: 'userRemoved', record: name, old: { name, role } });
      });
      sessions.endAll(userId);
      return null;
    },
    unlockUser({ userId }, { user }) {
      inTransaction(db, () => {
        const { name, lockedUntil } = find(userId);
        forgetLogInAttempts(db, name);
        audit.add({ by: user, action: 'userUnlocked', record: name, old: { lockedUntil } });
      });
      return null;
    },
  };
}

function enter(
  { db, audit, sessions, wallClockMs }: UserParts,
  connection: ConnectionId,
  user: StoredUser,
): LogIn {
  inTransaction(db, () => {
    setLastLogIn(db, user.userId, new Date(wallClockMs()).toISOString());
    audit.add({ by: user.name, action: 'loggedIn', new: { at: sessions.from(connection) } });
  });
  const token = sessions.logIn(connection, user.userId);
  sessions.refresh();
  return { caller: sessions.state(connection), token };
}

function screenOf({ connection }: Caller): ConnectionId {
  if (connection === undefined) throw new CallFailure('refused', 'Only a screen can log in and out.');
  return connection;
}

function refuseWeak(secret: string): void {
  const problem = secretProblem(secret);
  if (problem !== null) throw new CallFailure('refused', secretProblemSentences[problem]);
}

function shown({ secretHash: _, ...user }: StoredUser, nowMs: number): User {
  const isLocked = user.lockedUntil !== null && Date.parse(user.lockedUntil) > nowMs;
  return { ...user, lockedUntil: isLocked ? user.lockedUntil : null };
}
