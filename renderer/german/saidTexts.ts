import type { saidTexts as original } from '../english/saidTexts.ts';
import { translation } from '../translation.ts';

export const saidTexts = translation<typeof original, 'german'>()({
  'said.sourceAbsent': '{path} kann nicht überwacht werden: der Ordner ist nicht da.',
  'said.sourceNoFolder': '{path} kann nicht überwacht werden: es ist kein Ordner.',
  'said.sourceForbidden': '{path} kann nicht überwacht werden: die Station darf dort nicht lesen.',
  'said.sourceSilent': 'Seit {seconds} Sekunden kam kein Bild in {path}.',
  'said.queueGrowing': '{count} Bilder warten in {path}, und es werden mehr.',
  'said.runOfFails': '{count} Teile aus {path} waren n. i. O., ohne ein OK dazwischen.',
  'said.failsAmong': '{count} der letzten {parts} Teile aus {path} waren n. i. O.',
  'said.imageOverwritten': '{file} in {path} wurde überschrieben, bevor es beurteilt werden konnte.',
  'said.numberMissing': '1 Nummer fehlt vor {highest}: {numbers}.',
  'said.numbersMissing': '{count} Nummern fehlen vor {highest}: {numbers}.',
  'said.providerChanged': 'Bilder aus {path} werden auf {now} beurteilt; zuvor auf {before}.',
  'said.storeFailed':
    'Das Protokoll kann nicht geschrieben werden ({reason}); Bilder warten, bis es wieder geht.',
  'said.diskLow': 'Auf dem Laufwerk von {home} sind nur noch {megabytes} MB frei.',
  'said.challengePassed':
    'Prüfmittel-Check von {product} bestanden: {caught} von {bads} bekannten Schlechtbildern gefunden, {passed} von {goods} bekannten Gutbildern OK.',
  'said.challengeFailed':
    'Prüfmittel-Check von {product} nicht bestanden: {caught} von {bads} bekannten Schlechtbildern gefunden, {passed} von {goods} bekannten Gutbildern OK.',
  'said.challengeFailedBlocks':
    'Prüfmittel-Check von {product} nicht bestanden: {caught} von {bads} bekannten Schlechtbildern gefunden, {passed} von {goods} bekannten Gutbildern OK. Bilder in {path} warten, bis er bestanden ist.',
  'said.challengeOverdue': 'Der Prüfmittel-Check von {product} in {path} ist überfällig.',
  'said.challengeOverdueBlocks':
    'Der Prüfmittel-Check von {product} in {path} ist überfällig. Bilder in {path} warten, bis er bestanden ist.',
  'said.fileGone': 'Die Datei verschwand, bevor sie beurteilt werden konnte.',
  'said.fileOverwritten':
    'Die Datei wurde von einem anderen Bild überschrieben, bevor sie beurteilt werden konnte.',
  'said.fileRestless': 'Die Datei änderte sich bei jedem Lesen.',
  'said.partNotFound':
    'Das Teil wurde nicht an seinem Platz gefunden: die beste Stelle stimmt zu {match} mit den guten Teilen überein, nötig ist mindestens {least}.',
  'said.stationStarted': 'Die Station wurde gestartet, Version {version}.',
  'said.stationClosed': 'Die Station wurde beendet.',
  'said.inspectingStarted': 'Prüfen von {path} gestartet.',
  'said.inspectingStopped': 'Prüfen von {path} angehalten.',
  'said.folderAdded': '{path} wird überwacht; {product} Version {version} ist aktiv.',
  'said.folderRemoved': '{path} wird nicht mehr überwacht.',
  'said.recipeSaved': 'Rezept {product} hat die neue Version {version}.',
  'said.recipeSwitched':
    '{product} Version {version} ist in {path} aktiv, davor war es {productBefore} Version {versionBefore}.',
  'said.reviewedPass': '{file} wurde als OK nachgeprüft: {reason}',
  'said.reviewedFail': '{file} wurde als n. i. O. nachgeprüft: {reason}',
  'said.backedUp': 'Das Protokoll wurde nach {path} gesichert.',
  'said.demoStarted': 'Die Demo läuft mit einer simulierten Kamera.',
  'said.demoStopped': 'Die Demo wurde beendet.',
  'said.teachingStarted': '{product} wird aus den Bildern in {path} angelernt.',
  'said.wrongSecret': 'Das ist nicht die PIN oder das Passwort dieses Benutzers.',
  'said.lockedSeconds':
    'Es gab zu viele falsche Versuche; warten Sie {seconds} Sekunden oder lassen Sie den Benutzer von einem Leiter entsperren.',
  'said.lockedMinutes':
    'Es gab zu viele falsche Versuche; warten Sie {minutes} Minuten oder lassen Sie den Benutzer von einem Leiter entsperren.',
  'said.folderAbsent': '{path} kann nicht gelesen werden: diesen Ordner gibt es nicht.',
  'said.folderIsFile': '{path} kann nicht gelesen werden: es ist eine Datei, kein Ordner.',
  'said.folderForbidden': '{path} kann nicht gelesen werden: die Station darf es nicht.',
  'said.noSuchFolder': 'Den Ordner {path} gibt es nicht.',
  'said.notWholePath': '{path} ist kein vollständiger Pfad; geben Sie ihn ab Wurzel oder Laufwerk an.',
  'said.referencesReplayed':
    'Alle {count} Referenzbilder ergeben auf {provider} dieselben Werte wie beim Schreiben des Modellpakets.',
  'said.challengeSetNone':
    'Das Produkt hat keinen Check-Satz: nichts beweist, dass bekannte Schlechtteile erkannt werden.',
  'said.challengeSetRight': 'Alle {count} Bilder des Check-Satzes erhielten das richtige Urteil.',
  'said.challengeSetWrong':
    '{count} von {parts} Bildern des Check-Satzes erhielten ein anderes Urteil, als sie sollten: {files}.',
  'said.bundleExported': 'Das Modellpaket von {product} Version {version} wurde nach {path} exportiert.',
  'said.bundleImported': '{product} Version {version} wurde aus {path} importiert.',
  'said.bundlePresent': '{product} Version {version} hat dieses Modellpaket schon; nichts wurde importiert.',
  'said.collectingAlready': 'Es werden schon Bilder gesammelt.',
  'said.jobEntered': 'Für {path} eingetragen: Auftrag {order}, Bediener {operator}.',
  'said.kioskLeft': 'Ein Bildschirm hat den Kioskmodus verlassen.',
  'said.drawNoImage': 'Die Datei konnte nicht als Bild gelesen werden.',
  'said.drawNothingJudges': 'Im Augenblick urteilt nichts; gezeichnet wird aus dem Modell.',
  'said.drawOtherBundle': 'Es wurde mit einem anderen Bundle beurteilt, als jetzt gilt.',
  'said.drawBusy': 'Die Station hat mit der Linie alle Hände voll zu tun.',
  'said.drawNoNetwork': 'Das geltende Modell hat kein Netz, das rekonstruiert.',
  'said.drawFileGone': 'Die Datei der Kamera ist weg.',
  'said.drawOtherFile': '{file} ist nicht mehr das Bild, das geprüft wurde.',
});
