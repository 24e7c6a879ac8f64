import type { alarmTexts as original } from '../english/alarmTexts.ts';
import { translation } from '../translation.ts';

export const alarmTexts = translation<typeof original, 'german'>()({
  'alarm.cause.sourceGone': 'Der überwachte Ordner ist nicht zu finden.',
  'alarm.action.sourceGone': 'Netzwerk, Laufwerk und Namen des überwachten Ordners kontrollieren.',
  'alarm.cause.sourceSilent': 'Es kommt kein Bild mehr.',
  'alarm.action.sourceSilent': 'Kamera, Auslösung und Kabel kontrollieren.',
  'alarm.cause.queueGrowing': 'Bilder kommen schneller, als sie beurteilt werden können.',
  'alarm.action.queueGrowing':
    'Die Kamera verlangsamen oder die Station auf einer schnelleren Recheneinheit beurteilen lassen.',
  'alarm.cause.runOfFails': 'Viele Teile nacheinander waren n. i. O.',
  'alarm.action.runOfFails':
    'Die letzten Bilder ansehen: erst die Teile kontrollieren, dann Licht, Schärfe und Lage der Kamera.',
  'alarm.cause.drift': 'Die Kennwerte guter Teile wandern zum Grenzwert hin.',
  'alarm.action.drift':
    'Licht, Schärfe und Lage der Kamera kontrollieren; hat sich das Teil selbst geändert, neu anlernen.',
  'alarm.cause.imageOverwritten': 'Ein Bild wurde überschrieben, bevor es beurteilt werden konnte.',
  'alarm.action.imageOverwritten':
    'Die Kamera ihre Dateien nummerieren oder langsamer exportieren lassen. Das Teil wurde nicht geprüft.',
  'alarm.cause.numberGap': 'Bildnummern fehlen.',
  'alarm.action.numberGap': 'Die fehlenden Bilder an der Kamera suchen; diese Teile wurden nicht geprüft.',
  'alarm.cause.challengeBlocks': 'Das Prüfen ist gesperrt, bis der Prüfmittel-Check bestanden ist.',
  'alarm.action.challengeBlocks':
    'Den Prüfmittel-Check durchführen. Wird er nicht bestanden, ein anderes Rezept aktivieren oder das Produkt neu anlernen.',
  'alarm.cause.challengeFailed':
    'Prüfmittel-Check nicht bestanden: bekannte Teile wurden nicht unterschieden.',
  'alarm.action.challengeFailed':
    'Die Teile seit dem letzten bestandenen Check sperren und einen Techniker rufen.',
  'alarm.cause.challengeOverdue': 'Der Prüfmittel-Check ist überfällig.',
  'alarm.action.challengeOverdue': 'Das Prüfen starten, damit der Check laufen kann, und ihn durchführen.',
  'alarm.cause.providerChanged': 'Bilder werden auf einer anderen Recheneinheit beurteilt als zuvor.',
  'alarm.action.providerChanged':
    'Den Prüfmittel-Check durchführen; einen Techniker rufen, wenn niemand Recheneinheit oder Treiber absichtlich gewechselt hat.',
  'alarm.cause.providerFallback':
    'Die gewählte Recheneinheit ist nicht verwendbar; eine andere beurteilt die Bilder.',
  'alarm.action.providerFallback':
    'Einen Techniker rufen: Treiber kontrollieren oder in den Optionen eine andere Recheneinheit wählen.',
  'alarm.cause.inferenceFailing':
    'Der Prozess, der die Bilder beurteilt, wurde beendet und wird neu gestartet.',
  'alarm.action.inferenceFailing': 'Den Neustart abwarten. Kommt es wieder vor, einen Techniker rufen.',
  'alarm.cause.bundleRefused': 'Das Modellpaket des aktiven Rezepts ist nicht verwendbar.',
  'alarm.action.bundleRefused': 'Ein anderes Rezept aktivieren oder das Produkt neu anlernen.',
  'alarm.cause.moveFailed': 'Eine geprüfte Datei konnte nicht verschoben werden.',
  'alarm.action.moveFailed':
    'Kontrollieren, ob die Station im überwachten Ordner schreiben darf und auf dem Laufwerk Platz ist.',
  'alarm.cause.pictureFailed': 'Das Bild einer Prüfung konnte nicht geschrieben werden.',
  'alarm.action.pictureFailed':
    'Kontrollieren, ob auf dem Laufwerk der Station Platz ist. Urteile und Protokoll laufen weiter.',
  'alarm.cause.backUpFailed': 'Die letzte Sicherung des Protokolls ist fehlgeschlagen.',
  'alarm.action.backUpFailed':
    'Ordner für Sicherungen und freien Speicher prüfen; alle zehn Minuten wird es erneut versucht.',
  'alarm.cause.backUpOverdue': 'Das Protokoll wurde nicht rechtzeitig gesichert.',
  'alarm.action.backUpOverdue': 'Leiter rufen: die Sicherungen in den Einstellungen ansehen.',
  'alarm.cause.diskLow': 'Das Laufwerk der Station ist fast voll.',
  'alarm.action.diskLow': 'Speicherplatz schaffen oder Bilder weniger Tage aufbewahren.',
  'alarm.cause.storeFailed': 'Das Protokoll kann nicht geschrieben werden.',
  'alarm.action.storeFailed':
    'Auf dem Laufwerk der Station Platz schaffen. Kein Bild geht verloren; sie warten im Ordner.',
});
