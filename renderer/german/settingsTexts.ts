import type { settingsTexts as original } from '../english/settingsTexts.ts';
import { translation } from '../translation.ts';

export const settingsTexts = translation<typeof original, 'german'>()({
  'settings.version': 'Plumbline {version}',
  'settings.screen': 'Dieser Bildschirm',
  'settings.theme': 'Farben',
  'settings.themeHelp': 'Auto folgt dem System. Dunkel ist für dunkle Hallen.',
  'kiosk.enter': 'Kioskmodus',
  'kiosk.leave': 'Kioskmodus verlassen',
  'kiosk.offHelp':
    'Füllt den Bildschirm und bleibt so, auch nach einem Neustart. Verlassen darf ihn, wenn Benutzer eingeschaltet sind, nur ein Ingenieur.',
  'kiosk.onHelp':
    'Dieser Bildschirm ist im Kioskmodus. Hat ein Browser das Vollbild verlassen, füllt die nächste Berührung den Bildschirm wieder.',
  'awake.keeps': 'Der Bildschirm bleibt wach, solange ein Ordner geprüft wird.',
  'awake.cannot':
    'Dieser Browser lässt die Seite den Bildschirm nicht wach halten: Das erlaubt er nur Seiten dieses Rechners oder über https. Schalten Sie das Einschlafen in den Energieoptionen dieses Rechners aus.',
  'settings.languageHelp': 'Gilt für diesen Bildschirm und für Sie, wenn Sie angemeldet sind.',
  'settings.station': 'Die Station',
  'settings.provider': 'Beurteilt wird auf',
  'providerHelp.auto': 'Die schnellste, die den Zeittest besteht.',
  'providerHelp.cpu': 'Immer vorhanden.',
  'providerHelp.cuda': 'NVIDIA-Karten unter Linux.',
  'providerHelp.webgpu': 'Grafikkarten aller Hersteller.',
  'providerHelp.dml': 'Grafikkarten unter Windows.',
  'providerHelp.coreml': 'Apple-Rechner.',
  'settings.hours': 'Schichtbeginn (Uhr)',
  'settings.hoursHelp': 'Ortszeit, z. B. 6, 14, 22. Zähler und Gutanteil beginnen neu.',
  'settings.hoursWrong': 'Stunden sind ganze Zahlen von 0 bis 23, nicht „{typed}“.',
  'settings.disk': 'Alarm unter freiem Speicherplatz (MB)',
  'settings.diskHelp': 'Das Prüfen geht weiter.',
  'settings.countWrong': 'Eine ganze Zahl angeben, 1 oder mehr.',
  'settings.saved': 'Gespeichert',

  'backUp.heading': 'Protokoll sichern',
  'backUp.folder': 'Ordner für die Kopie',
  'backUp.help': 'Eine vollständige Kopie der Datenbank, während das Prüfen weitergeht.',
  'backUp.start': 'Jetzt sichern',
  'backUp.done': '{path}, {size}',
});
