import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStation, type OpenStation } from './openStation.ts';

let station: OpenStation;
before(async () => {
  station = await openStation();
});
after(async () => {
  await station?.close();
});

const go = (page: Page, view: string) => page.getByRole('link', { name: view, exact: true }).click();

async function addUser(page: Page, name: string, role: string, secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a user' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).click();
  await dialog.getByLabel('PIN or password').fill(secret);
  await dialog.getByRole('button', { name: 'Add a user' }).click();
  await sign(page, `${name} begins`);
  await dialog.waitFor({ state: 'detached' });
}

async function sign(page: Page, reason: string, secret = '482917'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Sign as/ });
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('PIN or password').fill(secret);
  await dialog.getByRole('button', { name: 'Sign' }).click();
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Log out or change the PIN/ }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
}

test('users are switched on; an operator logs in by PIN pad, sees what the role may, a wrong PIN is told; the trail has it all', async () => {
  const { page, complaints } = await station.page();
  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Switch users on' }).click();
  await page.getByLabel('Name').fill('Eva Supervisor');
  await page.getByLabel('PIN or password').fill('111111');
  await page.getByRole('button', { name: 'Switch on and log in' }).click();
  await page.getByText('This is guessed at once').waitFor();
  await page.getByLabel('PIN or password').fill('482917');
  await page.getByRole('switch', { name: /Looking without logging in/ }).click();
  await page.getByRole('button', { name: 'Switch on and log in' }).click();
  await page.getByRole('button', { name: /^Eva Supervisor, Supervisor/ }).waitFor();
  await addUser(page, 'Otto', 'Operator', '739104');
  await page.getByText('never logged in').waitFor();

  await logOut(page);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  assert.equal(await page.getByRole('link').count(), 0, 'nobody may look: no view is offered');
  assert.equal(await page.locator('.view').count(), 0);

  await page.getByLabel('Name').fill('otto');
  await page.getByLabel('PIN or password').fill('000001');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByText('This is not the PIN or password of that user.').waitFor();
  for (const digit of '739104') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('button', { name: /^Otto, Operator/ }).waitFor();
  await go(page, 'Live');
  await page.getByRole('button', { name: 'Stop inspecting' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop inspecting' }).click();
  await page.getByRole('button', { name: 'Start inspecting' }).click();
  await go(page, 'Products');
  assert.equal(await page.getByRole('link', { name: 'Set up' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Change', exact: true }).count(), 0);
  await go(page, 'Settings');
  await page.getByRole('heading', { name: 'This screen' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Users' }).count(), 0);
  assert.equal(await page.getByRole('heading', { name: 'Back up the log' }).count(), 0);
  await page.getByRole('button', { name: 'Kiosk mode' }).click();
  await page.getByText('This screen is in kiosk mode.', { exact: false }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Leave kiosk mode' }).count(), 0);

  await page.reload();
  await page.getByRole('button', { name: /^Otto, Operator/ }).waitFor();
  await logOut(page);
  await page.getByRole('button', { name: 'Eva Supervisor' }).click();
  await page.getByLabel('PIN or password').fill('482917');
  await page.keyboard.press('Enter');
  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Leave kiosk mode' }).click();
  await page.getByRole('button', { name: 'Kiosk mode', exact: true }).waitFor();
  await go(page, 'Events');
  await page.getByRole('radio', { name: 'Audit trail' }).click();
  for (const act of ['Failed to log in · otto', 'Stopped inspecting', 'Switched users on · Eva Supervisor']) {
    await page.getByRole('listitem').filter({ hasText: act }).first().waitFor();
  }
  await page.getByText('Signed: Otto begins').waitFor();
  await page.getByLabel('What').selectOption({ label: 'Failed to log in' });
  await page.getByRole('listitem').filter({ hasText: 'Stopped inspecting' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await page.getByText(/Whole: \d+ entries/).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a station restart logs everybody off; the screen comes back by itself to the log-in', async () => {
  const page = await station.browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(station.url);
  await page.getByLabel('Name').fill('Otto');
  await page.getByLabel('PIN or password').fill('739104');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Otto, Operator/ }).waitFor();
  await station.stop();
  await page.getByText('Connection to the station lost').waitFor();
  await station.restart();
  await page.getByRole('heading', { name: 'Log in' }).waitFor({ timeout: 30_000 });
  assert.equal(await page.locator('.view').count(), 0, 'nothing of before is left on the screen');
  await page.close();
});
