import type { shellTexts as original } from '../english/shellTexts.ts';
import { translation } from '../translation.ts';

export const shellTexts = translation<typeof original, 'german'>()({
  appName: 'Plumbline',
  navigation: 'Ansichten',
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  ago: 'vor {duration}',
  'duration.seconds': '{seconds} s',
  'duration.minutes': '{minutes} min {seconds} s',
  'duration.hours': '{hours} h {minutes} min',
  'unit.percent': '{number} %',
  'unit.milliseconds': '{number} ms',
  'field.optional': 'optional',

  'view.live': 'Live',
  'view.history': 'Verlauf',
  'view.products': 'Produkte',
  'view.setUp': 'Einrichten',
  'view.lab': 'Labor',
  'view.challenge': 'Prüfmittel-Check',
  'view.alarms': 'Alarme',
  'view.events': 'Ereignisse',
  'view.settings': 'Optionen',

  'theme.automatic': 'Auto',
  'theme.light': 'Hell',
  'theme.dark': 'Dunkel',
  'theme.change': 'Farben: {now}. Wechseln zu {next}',
  'language.label': 'Sprache',
  'language.change': 'Sprache: {now}. Eine andere wählen',

  'link.connecting': 'Verbindung zur Station wird hergestellt',
  'link.live': 'Verbunden',
  'link.lost': 'Nicht verbunden',
  'lost.heading': 'Verbindung zur Station unterbrochen',
  'lost.stale': 'Was dahinter zu sehen ist, ist von {time} und kann sich seither geändert haben.',
  'lost.explain':
    'Wenn die Station läuft, prüft sie ohne diesen Bildschirm weiter. Der Bildschirm verbindet sich von selbst wieder.',
  'lost.retryNow': 'Jetzt versuchen',
  'lost.retryIn': 'Nächster Versuch in {seconds} s',
  'lost.trying': 'Verbindung wird versucht',

  'demo.mark': 'Demo: simulierte Kamera, keine Produktion.',
  'demo.explain': 'Die Teile sind gezeichnet, die Urteile sind echt.',
  'demo.stop': 'Demo beenden und eigenes Produkt einrichten',
  'demo.short': 'Demo',

  'starting.heading': 'Die Station startet',
  'starting.explain': 'Das Protokoll wird geöffnet, die überwachten Ordner werden durchgesehen.',
  'empty.heading': 'Noch wird nichts geprüft',
  'empty.explain':
    'Lernen Sie der Station aus einem Ordner mit Gutbildern an, wie ein gutes Teil aussieht. Dann überwacht sie den Ordner, in den Ihre Kamera exportiert.',
  'empty.setUp': 'Eigenes Produkt einrichten',
  'empty.demo': 'Demo ansehen',
});
