/** Texts of the settings. */
export const settingsTexts = {
  'settings.version': 'Plumbline {version}',
  'settings.screen': 'This screen',
  'settings.theme': 'Theme',
  'settings.themeHelp': 'Auto follows the system. Dark is for dark halls.',
  'kiosk.enter': 'Kiosk mode',
  'kiosk.leave': 'Leave kiosk mode',
  'kiosk.offHelp':
    'Fills the display and stays so, also after a restart. Leaving needs an engineer when users are on.',
  'kiosk.onHelp':
    'This screen is in kiosk mode. If a browser has left full screen, the next touch fills the display again.',
  'awake.keeps': 'The display stays awake while a folder is inspected.',
  'awake.cannot':
    'This browser does not let the page keep the display awake: it allows that to pages of this computer or of https only. Switch off sleeping in the power options of this computer.',
  'settings.languageHelp': 'Holds for this screen, and for you when you are logged in.',
  'settings.station': 'The station',
  'settings.provider': 'Judging runs on',
  'providerHelp.auto': 'The fastest that passes the timed test.',
  'providerHelp.cpu': 'Always there.',
  'providerHelp.cuda': 'NVIDIA cards on Linux.',
  'providerHelp.webgpu': 'Graphics cards of any make.',
  'providerHelp.dml': 'Graphics cards on Windows.',
  'providerHelp.coreml': 'Apple computers.',
  'settings.hours': 'Shifts begin at (hours)',
  'settings.hoursHelp': 'Local time, e.g. 6, 14, 22. Counts and yield start anew.',
  'settings.hoursWrong': 'Hours are whole numbers from 0 to 23, not "{typed}".',
  'settings.disk': 'Alarm below free disk space (MB)',
  'settings.diskHelp': 'Inspecting goes on.',
  'settings.countWrong': 'Give a whole number, 1 or more.',
  'settings.saved': 'Saved',

  'backUp.heading': 'Back up the log',
  'backUp.folder': 'Folder for the copy',
  'backUp.help': 'A complete copy of the database, made while inspecting goes on.',
  'backUp.start': 'Back up now',
  'backUp.done': '{path}, {size}',
} as const;
