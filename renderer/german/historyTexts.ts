import type { historyTexts as original } from '../english/historyTexts.ts';
import { translation } from '../translation.ts';

export const historyTexts = translation<typeof original, 'german'>()({
  'fact.heading': 'Protokolleintrag',
  'fact.file': 'Datei',
  'fact.createdAt': 'Geprüft',
  'fact.product': 'Produkt',
  'fact.recipe': 'Rezept',
  'fact.calibration': 'Kalibrierung',
  'fact.calibrationByHand': '{id}: Grenzwerte von Hand gesetzt, eine Schätzung',
  'fact.reviewLimit': 'Nachprüfen über',
  'fact.bundle': 'Modellpaket',
  'fact.job': 'Auftrag',
  'fact.view': 'Ansicht',
  'fact.number': 'Nummer',
  'fact.partVerdict': 'Teil',
  'fact.partValue': '{verdict} ({views})',
  'fact.times': 'Zeiten',
  'fact.timesValue': 'dekodieren {decode}, beurteilen {run}, warten {wait}, insgesamt {total}',
  'fact.provider': 'Lief auf',
  'fact.image': 'Bild',
  'fact.located': 'Gefunden',
  'fact.locatedValue':
    'verschoben um {moved} px (rechts {dx}, unten {dy}, gedreht {angle}°); gute Teile bis {limit} px; Übereinstimmung {match}',
  'fact.movedTo': 'Verschoben nach',
  'fact.simulated': 'Simuliert',
  'fact.simulatedYes': 'ja, nicht als Produktion gezählt',
  'fact.resultId': 'Ergebnis-ID',

  'review.heading': 'Nachprüfungen',
  'review.none': 'Diese Prüfung hat niemand nachgeprüft.',
  'review.decision': 'Entscheidung',
  'review.code': 'Grund',
  'review.reason': 'In Worten',
  'review.add': 'Nachprüfung eintragen',
  'review.noDecision': 'Wählen Sie OK oder n. i. O.',
  'review.noReason':
    'Wählen Sie einen Grund oder sagen Sie, warum; wer das Protokoll später liest, muss es wissen.',
  'review.note': 'Eine Nachprüfung wird im Protokoll ergänzt. Das Urteil der Station bleibt, wie es war.',

  'events.heading': 'Ereignisse',
  'events.explain': 'Was an dieser Station gestartet, geschaltet und geändert wurde, das Neueste zuerst.',
  'events.reload': 'Neu lesen',
  'events.empty': 'Noch keine Ereignisse',
});
