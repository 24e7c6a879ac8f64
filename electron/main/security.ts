import { app, session } from 'electron';
import { isOwnPage, scheme } from './origin.ts';

/** Before the app is ready: sandbox for every page, and nothing opens, navigates or embeds anything else. */
export function confinePages(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void; url: string }) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Once the app is ready: no permission is given, and pages load from the app only. */
export function confineSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOwn = [`${scheme}:`, 'blob:', 'data:', 'devtools:'].some((start) => url.startsWith(start));
    answer({ cancel: !isOwn });
  });
}
