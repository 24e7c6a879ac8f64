import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { neededRoles, parsers, type CallName } from '../../../electron/common/contract.ts';
import { callerRoles, roles, type CallerRole } from '../../../electron/common/role.ts';
import type { Inspection } from '../../../electron/common/inspection.ts';
import type { LogIn, UserRules } from '../../../electron/common/users.ts';
import { fakeStation, type FakeStation } from '../../helpers/fakeStation.ts';
import { fakeImage } from '../../helpers/fakeInference.ts';
import { openScreen, type OpenScreen } from '../../helpers/openScreen.ts';

const secrets = { eva: '482917', otto: '739104', ina: '605182', paul: '918273' };
const rules: UserRules = { nobodyMayLook: true, idleMinutes: 15 };
const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;
const sign = (secret: string, meaning = 'agreed with quality') => ({ secret, meaning });

/** A station with users on, supervisor eva logged in at `screen`. */
async function guarded(t: TestContext, change: Partial<UserRules> = {}, options: object = {}) {
  const bench = await fakeStation(t, options);
  const screen = openScreen(bench.station);
  const logIn = await screen.call.turnUsersOn({
    name: 'Eva',
    secret: secrets.eva,
    rules: { ...rules, ...change },
  });
  return { bench, screen, logIn };
}

async function enter(bench: FakeStation, name: keyof typeof secrets): Promise<OpenScreen & { logIn: LogIn }> {
  const screen = openScreen(bench.station);
  return { ...screen, logIn: await screen.call.logIn({ name, secret: secrets[name] }) };
}

test('users off: whoever connects may do everything, and nobody can log in', async (t) => {
  const { station } = await fakeStation(t);
  const { call } = openScreen(station);
  assert.deepEqual(await call.whoAmI({}), {
    usersOn: false,
    user: null,
    role: 'supervisor',
    idleMinutes: null,
  });
  await assert.rejects(call.logIn({ name: 'Eva', secret: secrets.eva }), /switched off at this station/);
});

test('users are switched on with their first supervisor in one step; other screens are nobody then', async (t) => {
  const bench = await fakeStation(t);
  const [screen, other] = [openScreen(bench.station), openScreen(bench.station)];
  for (const [secret, why] of [
    ['1234', /at least 6 digits/],
    ['111111', /guessed at once/],
  ] as const) {
    await assert.rejects(screen.call.turnUsersOn({ name: 'Eva', secret, rules }), why);
  }
  await assert.rejects(
    screen.call.turnUsersOn({ name: 'Station', secret: secrets.eva, rules }),
    /used by the station/,
  );
  assert.equal((await other.call.whoAmI({})).usersOn, false, 'a refusal leaves users off');
  const { caller } = await screen.call.turnUsersOn({ name: 'Eva', secret: secrets.eva, rules });
  assert.deepEqual(caller, { usersOn: true, user: 'Eva', role: 'supervisor', idleMinutes: 15 });
  assert.deepEqual(other.callers.at(-1), { usersOn: true, user: null, role: 'observer', idleMinutes: null });
  await assert.rejects(other.call.backUp({ path: '/x' }), code('notAllowed'));
  await assert.rejects(screen.call.turnUsersOn({ name: 'Otto', secret: secrets.otto, rules }), /on already/);
});

test('every call of every role over a real connection: done what the role may, refused what it may not', async (t) => {
  const { bench, screen } = await guarded(t, { nobodyMayLook: false });
  const people = { observer: 'otto', operator: 'ina', engineer: 'paul' } as const;
  for (const [role, name] of Object.entries(people)) {
    await screen.call.addUser({ name, role: role as never, secret: secrets[name] }, sign(secrets.eva));
  }
  const screens: Record<CallerRole, OpenScreen> = {
    nobody: openScreen(bench.station),
    observer: await enter(bench, 'otto'),
    operator: await enter(bench, 'ina'),
    engineer: await enter(bench, 'paul'),
    supervisor: screen,
  };
  const pairs = callerRoles.flatMap((role) =>
    (Object.keys(parsers) as CallName[]).map((name) => ({ role, name })),
  );
  assert.equal(pairs.length, 5 * Object.keys(parsers).length);
  for (const { role, name } of pairs) {
    // Wrong on purpose: whoever may call is told of the arguments, and nothing happens.
    const ask = screens[role].call[name] as (args: unknown) => Promise<unknown>;
    const may = callerRoles.indexOf(role) >= callerRoles.indexOf(neededRoles[name]);
    await assert.rejects(
      ask('wrong on purpose'),
      code(may ? 'badArguments' : 'notAllowed'),
      `${role} ${name}`,
    );
  }
});

test('nobody hears nothing of the station where nobody may look, and all of it after logging in', async (t) => {
  const { bench } = await guarded(t, { nobodyMayLook: false });
  const screen = openScreen(bench.station);
  const heard: string[] = [];
  screen.onEvent('stateChanged', () => heard.push('state'));
  await assert.rejects(screen.call.getState({}), /must log in/);
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  await bench.until(() => bench.events.filter(({ name }) => name === 'stateChanged').length > 1);
  assert.deepEqual(heard, []);
  await screen.call.logIn({ name: 'eva', secret: secrets.eva });
  await screen.call.stopInspecting({ folderId: bench.lane().folderId });
  await bench.until(() => heard.length > 0);
  await screen.call.logOut({});
  assert.equal(screen.callers.at(-1)?.role, 'nobody');
});

test('after five wrong attempts the name is locked, right secret or not, until time or a supervisor unlocks it', async (t) => {
  let nowMs = Date.parse('2026-05-01T06:00:00Z');
  const { bench, screen } = await guarded(t, {}, { wallClockMs: () => nowMs });
  const otto = await screen.call.addUser(
    { name: 'Otto', role: 'operator', secret: secrets.otto },
    sign(secrets.eva),
  );
  const { call } = openScreen(bench.station);
  const wrong = () => call.logIn({ name: 'otto', secret: '000001' });
  for (let attempt = 1; attempt <= 4; attempt += 1)
    await assert.rejects(wrong(), /^CallFailure: This is not the PIN or password of that user\.$/);
  await assert.rejects(wrong(), /wait 30 seconds/);
  await assert.rejects(call.logIn({ name: 'Otto', secret: secrets.otto }), /wait 30 seconds/);
  await assert
    .rejects(bench.station.handlers.listUsers({}, { user: 'x', role: 'supervisor' }) as never, () => false)
    .catch(() => {});
  const locked = (await screen.call.listUsers({})).users.find(({ name }) => name === 'Otto');
  assert.equal(locked?.lockedUntil, '2026-05-01T06:00:30.000Z');
  nowMs += 30_000;
  await assert.rejects(wrong(), /wait 60 seconds/, 'the second lock is longer');
  await screen.call.unlockUser({ userId: otto.userId }, sign(secrets.eva));
  assert.equal((await call.logIn({ name: 'Otto', secret: secrets.otto })).caller.user, 'Otto');
  await call.logOut({});
  for (let attempt = 1; attempt <= 4; attempt += 1) await assert.rejects(wrong());
  assert.ok(await call.logIn({ name: 'Otto', secret: secrets.otto }), 'a log-in forgives what came before');
});

test('a name nobody has is answered like a wrong PIN, locks included', async (t) => {
  const { bench } = await guarded(t);
  const { call } = openScreen(bench.station);
  const answers: string[] = [];
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await call.logIn({ name: 'nemo', secret: '000001' }).catch((error: Error) => answers.push(error.message));
  }
  assert.match(answers[0]!, /^This is not the PIN or password of that user\.$/);
  assert.match(answers[4]!, /wait 30 seconds/);
});

test('the same screen comes back to its log-in with the token; log-off and a restart end it', async (t) => {
  const { bench, screen, logIn } = await guarded(t);
  screen.close();
  const again = openScreen(bench.station);
  assert.equal((await again.call.whoAmI({})).user, null);
  assert.equal((await again.call.resumeLogIn({ token: logIn.token })).user, 'Eva');
  await assert.rejects(openScreen(bench.station).call.resumeLogIn({ token: 'x'.repeat(43) }), /has ended/);
  await again.call.logOut({});
  await assert.rejects(again.call.resumeLogIn({ token: logIn.token }), /has ended/);
  const { token } = await again.call.logIn({ name: 'eva', secret: secrets.eva });
  await bench.restart();
  const after = openScreen(bench.station);
  assert.equal((await after.call.whoAmI({})).usersOn, true);
  await assert.rejects(after.call.resumeLogIn({ token }), /has ended/);
});

test('the last supervisor stays, name and rights; a removed user is out at once and the name is never given again', async (t) => {
  const { bench, screen } = await guarded(t);
  const signed = sign(secrets.eva);
  const [eva] = (await screen.call.listUsers({})).users;
  await assert.rejects(screen.call.removeUser({ userId: eva!.userId }, signed), /Eva is the last supervisor/);
  await assert.rejects(
    screen.call.changeUser({ userId: eva!.userId, role: 'operator' }, signed),
    /last supervisor/,
  );
  const otto = await screen.call.addUser({ name: 'Otto', role: 'supervisor', secret: secrets.otto }, signed);
  const his = await enter(bench, 'otto');
  await his.call.changeUser({ userId: eva!.userId, role: 'operator' }, sign(secrets.otto));
  assert.equal(screen.callers.at(-1)?.role, 'operator', 'a change of role holds at once');
  await assert.rejects(screen.call.listUsers({}), code('notAllowed'));
  await assert.rejects(his.call.removeUser({ userId: otto.userId }, sign(secrets.otto)), /last supervisor/);
  await his.call.removeUser({ userId: eva!.userId }, sign(secrets.otto));
  assert.equal(screen.callers.at(-1)?.user, null);
  await assert.rejects(
    his.call.addUser({ name: 'EVA', role: 'operator', secret: secrets.ina }, sign(secrets.otto)),
    /never given twice/,
  );
  await his.call.turnUsersOff({}, sign(secrets.otto));
  assert.equal((await screen.call.whoAmI({})).role, 'supervisor');
  await assert.rejects(screen.call.turnUsersOn({ name: 'otto', secret: '000001', rules }), /not the PIN/);
  assert.equal(
    (await screen.call.turnUsersOn({ name: 'otto', secret: secrets.otto, rules })).caller.user,
    'Otto',
  );
});

test('a user changes the own PIN with the present one; other screens of that user are logged off', async (t) => {
  const { bench, screen } = await guarded(t);
  const other = await enter(bench, 'eva');
  await assert.rejects(screen.call.changeOwnSecret({ present: '000001', next: secrets.ina }), /not the PIN/);
  await assert.rejects(
    screen.call.changeOwnSecret({ present: secrets.eva, next: '12' }),
    /at least 6 digits/,
  );
  await screen.call.changeOwnSecret({ present: secrets.eva, next: secrets.ina });
  assert.equal((await screen.call.whoAmI({})).user, 'Eva');
  assert.equal(other.callers.at(-1)?.user, null);
  await assert.rejects(other.call.logIn({ name: 'Eva', secret: secrets.eva }), /not the PIN/);
  assert.ok(await other.call.logIn({ name: 'Eva', secret: secrets.ina }));
});

test('what changes verdicts is signed, with the meaning in the audit trail; a wrong signature changes nothing', async (t) => {
  const { bench, screen } = await guarded(t);
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  const [recipe] = await screen.call.listRecipes({});
  const { folderId } = bench.lane();
  const settings = { ...recipe!.settings, limit: 0.25 };
  const saved = await screen.call.saveRecipe({ recipeId: recipe!.recipeId, settings });
  const change = { folderId, recipeId: saved.recipeId, version: saved.version };
  await assert.rejects(screen.call.putRecipeInForce(change), code('signatureNeeded'));
  await assert.rejects(screen.call.putRecipeInForce(change, sign('000001')), code('signatureWrong'));
  await assert.rejects(
    screen.call.putRecipeInForce(change, { secret: secrets.eva, meaning: ' ' }),
    code('badArguments'),
  );
  assert.equal(bench.lane().recipe.version, 1);
  await screen.call.putRecipeInForce(change, sign(secrets.eva, 'limit approved'));
  assert.equal(bench.lane().recipe.version, 2);
  const { entries } = await screen.call.listAudit({ limit: 4 });
  assert.deepEqual(
    entries.map(({ by, role, action, signature }) => [by, role, action, signature]),
    [
      ['Eva', 'supervisor', 'recipePutInForce', 'limit approved'],
      ['Eva', null, 'signatureFailed', null],
      ['Eva', 'supervisor', 'recipeSaved', null],
      ['station', null, 'folderAdded', null],
    ],
  );
  assert.match(String(entries[0]!.old), /version 1$/);
  assert.match(String(entries[0]!.new), /version 2$/);
  assert.equal((entries[2]!.new as { limit: number }).limit, 0.25);
  // An unasked-for signature proves nothing and is not recorded.
  await screen.call.changeSettings({ diskLowMegabytes: 77 }, sign('000001', 'forged'));
  const [unsigned] = (await screen.call.listAudit({ limit: 1 })).entries;
  assert.deepEqual(
    [unsigned?.action, unsigned?.signature, unsigned?.old, unsigned?.new],
    ['settingsChanged', null, { diskLowMegabytes: 2000 }, { diskLowMegabytes: 77 }],
  );
});

test('a review is signed where it overturns the station, one or many at once', async (t) => {
  const { bench, screen } = await guarded(t);
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  writeFileSync(join(bench.camera, 'a.png'), fakeImage(0.5));
  await bench.until(() => bench.rows().length === 1);
  const [{ resultId, verdict }] = bench.rows() as [Inspection];
  assert.equal(verdict, 'pass');
  const review = { resultId, reason: 'looked at it' };
  await screen.call.addReview({ ...review, decision: 'pass' });
  await assert.rejects(screen.call.addReview({ ...review, decision: 'fail' }), code('signatureNeeded'));
  const { reason } = review;
  const many = { reason, resultIds: [resultId], reasonCode: null, decision: 'fail' as const };
  await assert.rejects(screen.call.addReviews(many), code('signatureNeeded'));
  await screen.call.addReview({ ...review, decision: 'fail' }, sign(secrets.eva, 'a scratch'));
  const [entry] = (await screen.call.listAudit({ limit: 1 })).entries;
  assert.deepEqual(
    [entry?.action, entry?.why, entry?.signature, entry?.old],
    ['reviewAdded', 'looked at it', 'a scratch', { verdict: 'pass' }],
  );
});

test('the trail of a day: who logged in and out, what failed, every change, and no secret anywhere', async (t) => {
  const { bench, screen, logIn } = await guarded(t);
  await screen.call.addUser({ name: 'Otto', role: 'operator', secret: secrets.otto }, sign(secrets.eva));
  await assert.rejects(openScreen(bench.station).call.logIn({ name: 'Otto', secret: '000001' }));
  const otto = await enter(bench, 'otto');
  await otto.call.logOut({});
  await screen.call.changeUserRules({ nobodyMayLook: false, idleMinutes: null }, sign(secrets.eva));
  const { entries, more } = await screen.call.listAudit({ limit: 100 });
  assert.equal(more, false);
  assert.deepEqual(entries.map(({ entry, by, action, record }) => [entry, by, action, record]).reverse(), [
    [1, 'local', 'userAdded', 'Eva'],
    [2, 'local', 'usersTurnedOn', 'Eva'],
    [3, 'Eva', 'loggedIn', null],
    [4, 'Eva', 'userAdded', 'Otto'],
    [5, 'nobody', 'logInFailed', 'Otto'],
    [6, 'Otto', 'loggedIn', null],
    [7, 'Otto', 'loggedOut', null],
    [8, 'Eva', 'userRulesChanged', null],
  ]);
  assert.deepEqual(entries.at(-3)?.new, { at: 'test' });
  const all = JSON.stringify(entries);
  for (const secret of [...Object.values(secrets), '000001', logIn.token, 'scrypt'])
    assert.ok(!all.includes(secret));
  const check = await screen.call.verifyAudit({});
  assert.deepEqual([check.broken, check.head], [null, bench.station.auditHead()]);
});

test('roles are those of the field, from the least to the most', () => {
  assert.deepEqual([...roles], ['observer', 'operator', 'engineer', 'supervisor']);
});
