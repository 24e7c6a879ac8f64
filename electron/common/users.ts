import * as v from 'valibot';
import { mostSecretCharacters } from './secretRules.ts';
import type { CallerRole, Role } from './role.ts';

declare const brand: unique symbol;
export type UserId = string & { readonly [brand]: 'UserId' };

/** Names under which the station itself writes; nobody else may have them. */
export const reservedNames: readonly string[] = ['station', 'local', 'nobody'];

export const UserName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'A user has a name.'),
  v.maxLength(60),
  v.check(
    (name) => !reservedNames.includes(name.toLowerCase()),
    'This name is used by the station itself; choose another one.',
  ),
);
/** PIN or password as typed. Whether it is good enough is asked where it is chosen, see secretRules.ts. */
export const Secret = v.pipe(v.string(), v.minLength(1), v.maxLength(mostSecretCharacters * 2));

/** Given again for one act: that it was this user, and what the signature means. */
export const Signature = v.strictObject({
  secret: Secret,
  meaning: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
});
export type Signature = v.InferOutput<typeof Signature>;

export const UserRules = v.strictObject({
  /** Whether a screen without a log-in shows what an observer may see. */
  nobodyMayLook: v.boolean(),
  /** Minutes without a touch after which a screen is logged off; null: never. */
  idleMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60))),
});
export type UserRules = v.InferOutput<typeof UserRules>;
export const defaultUserRules: UserRules = { nobodyMayLook: true, idleMinutes: 15 };

export interface User {
  readonly userId: UserId;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly createdBy: string;
  /** ISO 8601 in UTC; null: never. */
  readonly lastLogInAt: string | null;
  /** After too many wrong attempts, until this moment (ISO 8601 in UTC); null: not locked. */
  readonly lockedUntil: string | null;
}

export interface UserList {
  /** Off: whoever sits at the station may do everything, and there is nothing to log in to. */
  readonly on: boolean;
  readonly rules: UserRules;
  /** By name. */
  readonly users: readonly User[];
}

/** Who calls over this connection, as its screen needs to know it. */
export interface CallerState {
  readonly usersOn: boolean;
  /** Null: nobody is logged in, or users are off. */
  readonly user: string | null;
  readonly role: CallerRole;
  /** Minutes without a touch after which the station logs this screen off; null: it does not. */
  readonly idleMinutes: number | null;
}

export interface LogIn {
  readonly caller: CallerState;
  /** Shown again by the same screen after a lost connection; worth nothing after log-off or a restart of the station. */
  readonly token: string;
}
