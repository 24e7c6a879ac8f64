import { defaultUserRules, type User, type UserId, type UserRules } from '../../common/users.ts';
import type { Role } from '../../common/role.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

/** A user who was not removed. */
export interface StoredUser extends User {
  readonly secretHash: string;
}
type NewUser = Pick<StoredUser, 'userId' | 'name' | 'role' | 'secretHash' | 'createdAt' | 'createdBy'>;

const select = `SELECT userId, users.name AS name, role, secretHash, createdAt, createdBy, lastLogInAt, lockedUntil
  FROM users LEFT JOIN logInAttempts ON logInAttempts.name = users.name WHERE removedAt IS NULL`;

export function insertUser(db: StationDatabase, user: NewUser): void {
  changeOne(
    db,
    `User ${user.name}`,
    'INSERT INTO users (userId, name, role, secretHash, createdAt, createdBy) VALUES (?, ?, ?, ?, ?, ?)',
    ...[user.userId, user.name, user.role, user.secretHash, user.createdAt, user.createdBy],
  );
}

/** By name. */
export function listUsers(db: StationDatabase): StoredUser[] {
  return statement<StoredUser>(db, `${select} ORDER BY users.name COLLATE NOCASE`).all();
}

export function findUser(db: StationDatabase, userId: UserId): StoredUser | undefined {
  return statement<StoredUser>(db, `${select} AND userId = ?`).get(userId);
}

/** Capital letters are as good as small ones. */
export function findUserByName(db: StationDatabase, name: string): StoredUser | undefined {
  return statement<StoredUser>(db, `${select} AND users.name = ? COLLATE NOCASE`).get(name);
}

/** Whether the name was ever given to somebody. */
export function isNameTaken(db: StationDatabase, name: string): boolean {
  return statement(db, 'SELECT 1 FROM users WHERE name = ? COLLATE NOCASE').get(name) !== undefined;
}

export function setRole(db: StationDatabase, userId: UserId, role: Role): void {
  changeOne(db, `User ${userId}`, 'UPDATE users SET role = ? WHERE userId = ?', role, userId);
}

export function setSecretHash(db: StationDatabase, userId: UserId, secretHash: string): void {
  changeOne(db, `User ${userId}`, 'UPDATE users SET secretHash = ? WHERE userId = ?', secretHash, userId);
}

export function setLastLogIn(db: StationDatabase, userId: UserId, at: string): void {
  changeOne(db, `User ${userId}`, 'UPDATE users SET lastLogInAt = ? WHERE userId = ?', at, userId);
}

/** The row and the name stay; the secret goes. */
export function removeUser(db: StationDatabase, userId: UserId, at: string): void {
  changeOne(
    db,
    `User ${userId}`,
    `UPDATE users SET removedAt = ?, secretHash = '' WHERE userId = ? AND removedAt IS NULL`,
    ...[at, userId],
  );
}

export type StoredRules = UserRules & { readonly on: boolean };

export function readUserRules(db: StationDatabase): StoredRules {
  const row = statement<{ areOn: 0 | 1; nobodyMayLook: 0 | 1; idleMinutes: number | null }>(
    db,
    'SELECT areOn, nobodyMayLook, idleMinutes FROM userRules',
  ).get();
  if (row === undefined) return { on: false, ...defaultUserRules };
  return { on: row.areOn === 1, nobodyMayLook: row.nobodyMayLook === 1, idleMinutes: row.idleMinutes };
}

export function writeUserRules(db: StationDatabase, { on, nobodyMayLook, idleMinutes }: StoredRules): void {
  changeOne(
    db,
    'Rules of users',
    `INSERT INTO userRules (one, areOn, nobodyMayLook, idleMinutes) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE
      SET areOn = excluded.areOn, nobodyMayLook = excluded.nobodyMayLook, idleMinutes = excluded.idleMinutes`,
    ...[on ? 1 : 0, nobodyMayLook ? 1 : 0, idleMinutes],
  );
}
