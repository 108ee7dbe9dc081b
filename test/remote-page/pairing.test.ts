import { expect, test } from 'vitest';
import { IPHONE, usePhone } from './phone.ts';

const open = usePhone();
const secret = { link: 'c2VjcmV0IG9mIHRoZSBRUiBjb2Rl', typed: '7QK3M0ZTB4XE' };

test('a QR code: its secret leaves the address bar, the digits pair, the keys stay here', async () => {
  const phone = await open();
  const { desk, page } = phone;
  desk.secret = secret;
  await phone.open(`#pair=${secret.link}`);
  expect(page.url()).toBe(`${desk.origin}/`);
  expect(await page.getByRole('textbox').inputValue()).toBe('Android phone (Chrome)');
  await page.getByRole('textbox').fill('Pixel 8');
  await phone.press('Pair');
  const digits = await phone.digits();
  expect(digits).toMatch(/^\d{6}$/);
  expect(desk.typeDigits('000000')).toBe(false);
  // A phone that is put away and taken out again goes on where it was.
  await page.reload();
  expect(await phone.digits()).toBe(digits);
  expect(desk.typeDigits(digits)).toBe(true);
  await page.locator('.desk.online').waitFor();
  await page.reload();
  await page.locator('.desk.online').waitFor();
  const exported = await page.evaluate(async () => {
    const request = indexedDB.open('countersign');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const read = database.transaction('device').objectStore('device').get('device');
    const kept = await new Promise<Record<string, unknown>>((resolve) => {
      read.onsuccess = () => resolve(read.result as Record<string, unknown>);
    });
    const secrets = ['signingKey', 'agreementKey', 'sealingKey'].map((name) => kept[name]);
    return Promise.all(
      secrets.map((key) =>
        Promise.all(
          (['jwk', 'pkcs8', 'raw'] as const).map((format) =>
            crypto.subtle.exportKey(format, key as CryptoKey).then(
              () => 'read',
              () => 'no',
            ),
          ),
        ),
      ),
    );
  });
  expect(exported.flat()).toEqual(Array(9).fill('no'));
  expect(phone.faults()).toEqual([]);
});

test('a typed code is read with or without its groups, and whatever looks alike', async () => {
  const phone = await open();
  const { desk, page } = phone;
  desk.secret = secret;
  await phone.open();
  const code = page.getByRole('textbox', { name: 'Code from VS Code' });
  await code.pressSequentially('7qk3 mozt');
  expect(await code.inputValue()).toBe('7QK3-MOZT');
  await phone.press('Pair');
  expect(await page.getByRole('alert').innerText()).toContain('twelve letters and digits');
  await code.press('End');
  await code.pressSequentially('b4xe');
  await phone.press('Pair');
  expect(desk.typeDigits(await phone.digits())).toBe(true);
  await page.locator('.desk.online').waitFor();
});

test('each refusal says what to do', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.open();
  const code = page.getByRole('textbox', { name: 'Code from VS Code' });
  await code.pressSequentially('7QK3M0ZTB4XE');
  await phone.press('Pair');
  await expect
    .poll(() => page.getByRole('alert').innerText())
    .toContain('Open it again in VS Code');
  desk.secret = { ...secret, typed: 'AAAABBBBCCCC' };
  await code.pressSequentially('7QK3M0ZTB4XE');
  await phone.press('Pair');
  await expect
    .poll(() => page.getByRole('alert').innerText())
    .toContain('not the code VS Code shows');
  desk.faults.offline = true;
  await code.pressSequentially('AAAABBBBCCCC');
  await phone.press('Pair');
  await expect
    .poll(() => page.getByRole('alert').innerText())
    .toContain('No answer from your computer');
  desk.faults.offline = false;
  await code.pressSequentially('AAAABBBBCCCC');
  await phone.press('Pair');
  await phone.digits();
  desk.refusePairing();
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('refused in VS Code');
});

test('who does not know the secret is not taken for the computer', async () => {
  const phone = await open();
  const { desk, page } = phone;
  desk.secret = secret;
  desk.faults.forged = true;
  await phone.open(`#pair=${secret.link}`);
  await phone.press('Pair');
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('not your computer');
  expect(await page.locator('.digits').count()).toBe(0);
});

test('an iPhone is told about the Home Screen, and nothing is paired in Safari', async () => {
  const phone = await open({ userAgent: IPHONE });
  phone.desk.secret = secret;
  await phone.open(`#pair=${secret.link}`);
  expect(await phone.page.locator('h1').innerText()).toContain('Home Screen');
  expect(phone.page.url()).toBe(`${phone.desk.origin}/`);
  expect(await phone.page.getByRole('button').count()).toBe(0);
  expect(phone.desk.calls).toEqual([]);
});

test('nothing waits for the person to let the browser keep what is stored', async () => {
  const phone = await open();
  await phone.page.addInitScript(() => {
    // As Firefox does while its question stands.
    navigator.storage.persist = () => new Promise(() => undefined);
  });
  await phone.pair();
  await phone.page.reload();
  await phone.page.locator('.desk.online').waitFor();
});
