import type { liveTexts as original } from '../english/liveTexts.ts';
import { translation } from '../translation.ts';

export const liveTexts = translation<typeof original, 'german'>()({
  'verdict.pass': 'OK',
  'verdict.fail': 'n. i. O.',
  'verdict.review': 'Nachprüfen',
  'verdict.unreadable': 'Nicht lesbar',
  'verdict.reviewExplain': 'Zwischen den beiden Grenzwerten: ein Mensch entscheidet.',

  'condition.inspecting.word': 'Prüft',
  'condition.inspecting.explain': 'Bilder werden geprüft, sobald sie kommen.',
  'condition.waiting.word': 'Wartet',
  'condition.waiting.explain': 'Bereit. Das erste Bild, das im Ordner eintrifft, wird geprüft.',
  'condition.starting.word': 'Startet',
  'condition.starting.explain':
    'Das Modell wird geladen, an seinen Referenzbildern nachgeprüft und seine Zeit gemessen.',
  'condition.stopped.word': 'Angehalten',
  'condition.stopped.explain':
    'Das Prüfen wurde hier angehalten. Eintreffende Bilder bleiben im Ordner und werden nach dem Start geprüft.',
  'condition.sourceMissing.word': 'Kein Ordner',
  'condition.sourceMissing.explain':
    'Der überwachte Ordner ist nicht zu finden, also wird nichts geprüft. Kamerarechner und Netzwerk kontrollieren.',
  'condition.restarting.word': 'Neustart',
  'condition.restarting.explain':
    'Das Beurteilen ist ausgefallen und startet von selbst neu. Bilder warten; keines geht verloren.',
  'condition.refused.word': 'Kein Modell',
  'condition.refused.explain': 'Das Modell ist nicht verwendbar, also wird nichts geprüft.',

  'condition.blocked.word': 'Gesperrt',
  'condition.blocked.explain':
    'Bilder warten, bis der Prüfmittel-Check dieses Produkts bestanden ist; keines geht verloren. Was nicht bestanden wurde, steht unter Prüfmittel-Check.',

  'source.starting': 'Startet',
  'source.watching': 'Überwacht',
  'source.polling': 'Überwacht durch Nachsehen',
  'source.missing': 'Ordner fehlt',
  'source.stopped': 'Angehalten',

  lanes: 'Überwachte Ordner',
  'lane.start': 'Prüfen starten',
  'lane.stop': 'Prüfen anhalten',

  'stage.empty': 'Noch kein Bild',
  'stage.label': 'Kamerabild {file}, Urteil {verdict}',
  'stage.unreadable': 'Diese Datei war nicht als Bild lesbar.',
  'stage.noPicture': 'Das Bild dieser Prüfung wird nicht mehr aufbewahrt. Der Protokolleintrag bleibt.',
  'stage.last': 'Zuletzt geprüftes Bild',
  'stage.noMap':
    'Die Anomaliekarte fehlt: die Station hat das Modellpaket nicht mehr, das dieses Bild beurteilt hat.',
  'map.show': 'Anomaliekarte',
  'map.opacity': 'Deckkraft',
  'map.limit': 'Grenzwert',
  'map.legendLabel':
    'Farben der Anomaliekarte: nichts unter dem halben Grenzwert, Orange am Grenzwert, dunkles Violett beim doppelten Grenzwert',
  'hold.mark': 'Gehalten',
  'hold.explain': 'Sie halten dieses Bild fest. Das Prüfen geht weiter.',
  'hold.since': 'Sie halten dieses Bild fest. Seither kamen {count} weitere.',
  'hold.back': 'Zurück zu Live',

  'gauge.heading': 'Kennwert / Grenzwert',
  'gauge.none': 'kein Kennwert',
  'gauge.spoken': '{ratio}-mal der Grenzwert',
  'gauge.beyond': 'über 2 ×',
  'gauge.review': 'Zum Nachprüfen',
  'gauge.spokenReview': '{ratio}-mal der Grenzwert, zum Nachprüfen',

  'strip.label': 'Letzte Bilder, das neueste rechts',
  'strip.tile': '{verdict}, {file}, {time}. Dieses Bild festhalten',
  'strip.empty': 'Hier erscheinen die letzten Bilder',

  'shift.since': 'Schicht seit {time}',
  'shift.yield': 'Gutanteil',
  'shift.ofJudged': 'von {count} beurteilten',
  'rate.heading': 'Takt',
  'rate.unit': 'Bilder / min',
  'queue.heading': 'Warteschlange',
  'queue.of': 'von {capacity}',
  'queue.behind': '+{count} im Ordner',
  'provider.heading': 'Läuft auf',
  'provider.auto': 'Automatisch',
  'provider.cpu': 'CPU',
  'provider.cuda': 'CUDA',
  'provider.webgpu': 'WebGPU',
  'provider.dml': 'DirectML',
  'provider.coreml': 'Core ML',
  'provider.instead': 'statt {chosen}',
  'provider.speed': '{ms} je Bild',
});
