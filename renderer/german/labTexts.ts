import type { labTexts as original } from '../english/labTexts.ts';
import { translation } from '../translation.ts';

export const labTexts = translation<typeof original, 'german'>()({
  'lab.heading': 'Metriklabor',
  'lab.explain':
    'Wo gute und schlechte Bilder bei jedem Verfahren liegen, was ein Grenzwert kostet und was so viele Bilder beweisen können.',
  'lab.product': 'Produkt',
  'lab.noProduct': 'Noch kein Produkt zum Untersuchen',
  'lab.noProductExplain':
    'Richten Sie zuerst ein Produkt ein; dann lassen sich seine Verfahren hier an Ihren eigenen Bildern vergleichen.',
  'lab.noScores': 'Von {product} sind noch keine Bilder bewertet',
  'lab.noScoresExplain':
    'Wählen Sie Gutbilder und, falls es welche gibt, Schlechtbilder. Jedes Verfahren bewertet jedes Bild einmal, während weiter geprüft wird; danach sind die Darstellungen hier sofort da.',
  'lab.chooseImages': 'Bilder wählen',

  'lab.sources.heading': 'Zu bewertende Bilder von {product}',
  'lab.sources.good': 'Ordner mit Gutbildern',
  'lab.sources.goodHelp':
    'Bilder, mit denen angelernt wurde, werden am Inhalt erkannt und zählen nie als Beweis.',
  'lab.sources.bad': 'Ordner mit Schlechtbildern',
  'lab.sources.badHelp': 'Es geht auch ohne. Jedes sicher schlechte Teil sagt mehr über den Durchschlupf.',
  'lab.sources.subfolders': 'Mit Unterordnern',
  'lab.sources.reviewed': 'Nachgeprüfte Prüfungen',
  'lab.sources.reviewedHelp':
    'Gut oder schlecht, wie ein Mensch entschied, soweit die Pixel aufbewahrt sind.',
  'lab.sources.history': 'Neueste Prüfungen ohne Nachprüfung',
  'lab.sources.historyHelp':
    'So viele von denen, deren Pixel aufbewahrt sind; niemand hat gesagt, was sie zeigen.',
  'lab.sources.synthetic': 'Künstliche Anomalien',
  'lab.sources.syntheticHelp':
    'In Gutbilder gezeichnet. Sie sind keine schlechten Teile und begrenzen keinen Durchschlupf.',
  'lab.sources.nothing': 'Wählen Sie mindestens eine Bildquelle.',
  'lab.sources.wrongNumber': 'Eine ganze Zahl von 0 bis {most}.',
  'lab.sources.start': 'Bilder bewerten',

  'lab.scoring.reading': 'Das Modellpaket wird geöffnet, die Bilder werden aufgelistet',
  'lab.scoring.scoring': '{scored} von {images} Bildern bewertet',
  'lab.scoring.cancel': 'Bewerten abbrechen',
  'lab.scoring.cancelled': 'Das Bewerten wurde abgebrochen; die früheren Kennwerte bleiben.',
  'lab.scoring.progress': 'Fortschritt der Bewertung',
  'lab.scored': { one: '{count} Bild bewertet, {time}', other: '{count} Bilder bewertet, {time}' },
  'lab.leftOut': { one: '{count} ausgelassen', other: '{count} ausgelassen' },
  'lab.unproven':
    'Das Modellpaket sagt nicht, womit es angelernt wurde: Was hier steht, gilt nur, wenn keines dieser Bilder dabei war.',

  'lab.parts': 'Gezeigte Bilder',
  'lab.part.heldOut': 'Ungesehen gut',
  'lab.part.taught': 'Angelernt',
  'lab.part.bad': 'Schlecht-Ordner',
  'lab.part.reviewed': 'Nachgeprüft',
  'lab.part.history': 'Verlauf',
  'lab.part.synthetic': 'Künstlich',
  'lab.kind.good': 'gut',
  'lab.kind.bad': 'schlecht',
  'lab.kind.synthetic': 'künstlich',
  'lab.kind.unknown': 'ohne Kennzeichen',
  'lab.kind.taughtGood': 'gut, angelernt',
  'lab.kind.taughtBad': 'schlecht, angelernt',

  'lab.mode': 'Darstellung',
  'lab.mode.histogram': 'Ein Verfahren',
  'lab.mode.scatter': 'Zwei Verfahren',
  'lab.heads': 'Verfahren',
  'lab.auroc': 'AUROC {value}',
  'lab.aurocSynthetic': 'AUROC {value} künstlich',
  'lab.aurocNone': 'keine Schlechtbilder',
  'lab.wrongWay': 'zeigt in die falsche Richtung',
  'lab.onlyHead':
    'Das Modellpaket hat nur dieses Verfahren; lernen Sie das Produkt neu an, um mehrere zu vergleichen.',
  'lab.twoHeadsNeeded': 'Zum Gegenüberstellen braucht es zwei Verfahren',

  'lab.histogram':
    'Histogramm von {head}: Gutbilder nach oben, schlechte und künstliche nach unten, je in eigenem Maßstab. Grenzwert {limit}.',
  'lab.column.scores': 'Kennwerte',
  'lab.axis.up': 'gut, höchstens {most}',
  'lab.axis.down': 'schlecht, höchstens {most}',
  'lab.bin': '{from} bis {to}: {counts}',
  'lab.binCount': '{count} {kind}',
  'lab.limit': 'Grenzwert',
  'lab.reviewLimit': 'Nachprüfen ab',
  'lab.limitOf': 'Grenzwert von {head}',
  'lab.reviewLimitOf': 'Zweiter Grenzwert von {head}, zum Nachprüfen',
  'lab.limitTold':
    '{limit}: {rejected} von {goods} guten aussortiert, {passed} von {bads} schlechten schlüpfen durch',
  'lab.limitWrong': 'Der Grenzwert ist eine Zahl.',
  'lab.withReview': 'Zweiter Grenzwert zum Nachprüfen',

  'lab.atLimit': 'Bei diesem Grenzwert',
  'lab.moved': 'von Hand verschoben',
  'lab.calibrated': 'wie kalibriert',
  'lab.back': 'Zurück auf {limit}',
  'lab.overkill': 'Pseudoausschuss',
  'lab.escape': 'Durchschlupf',
  'lab.overkillCount': '{count} von {of} guten aussortiert',
  'lab.escapeCount': '{count} von {of} schlechten schlüpfen durch',
  'lab.interval': '95 %: {low} bis {high}',
  'lab.nothingKnown': 'nichts bekannt',
  'lab.unsure': 'Zum Nachprüfen: {goods} gute, {bads} schlechte.',
  'lab.noBads':
    '{count} Schlechtbilder: Über den Durchschlupf lässt sich nichts sagen; für höchstens 5 % braucht es {needed}, alle gefunden.',
  'lab.badsCaught':
    '{count} Schlechtbilder, alle gefunden, lassen noch zu, dass bis zu {bound} der schlechten Teile durchschlüpfen (95 %); für 5 % braucht es {needed}.',
  'lab.badsEnough':
    '{count} Schlechtbilder, alle gefunden: Höchstens {bound} der schlechten Teile schlüpfen durch (95 %).',
  'lab.badsPassed':
    '{passed} von {count} Schlechtbildern schlüpfen durch: Bis zu {bound} der schlechten Teile könnten es (95 %).',
  'lab.noGoods':
    'Es sind keine ungesehenen Gutbilder gezeigt: Über den Pseudoausschuss lässt sich nichts sagen.',
  'lab.goodsProve':
    '{count} Gutbilder können höchstens {bound} Pseudoausschuss beweisen, mit dem Grenzwert auf ihrem größten Kennwert; für 0,5 % braucht es {needed}.',
  'lab.goodsEnough':
    '{count} Gutbilder können höchstens {bound} Pseudoausschuss beweisen, mit dem Grenzwert auf ihrem größten Kennwert.',
  'lab.byHandNote':
    'Ein Grenzwert, der mit Blick auf die Kennwerte gewählt wird, ist eine Schätzung; er beweist nichts.',
  'lab.taughtNote': 'Bilder, mit denen angelernt wurde, sind zu sehen, zählen aber nicht.',
  'lab.syntheticNote':
    '{count} von {of} künstlichen Anomalien schlüpfen durch; sie sind keine schlechten Teile und begrenzen nichts.',
  'lab.notFoundNote': {
    one: 'In {count} Bild wurde das Teil nicht gefunden: bei jedem Grenzwert aussortiert.',
    other: 'In {count} Bildern wurde das Teil nicht gefunden: bei jedem Grenzwert aussortiert.',
  },

  'lab.roc': 'ROC',
  'lab.rocTold': 'ROC von {head}: AUROC {value}, 95 %: {low} bis {high}.',
  'lab.rocNone': 'Eine ROC braucht Gutbilder und schlechte oder künstliche.',
  'lab.rocOverkill': 'gute aussortiert, %',
  'lab.rocCaught': 'gefunden, %',
  'lab.rocBad': 'Schlecht: {value} ({low} bis {high})',
  'lab.rocSynthetic': 'Künstlich: {value}',

  'lab.strip.near': 'Bilder um {score}',
  'lab.strip.selected': { one: '{count} Bild ausgewählt', other: '{count} Bilder ausgewählt' },
  'lab.strip.hint':
    'Auf die Darstellung zeigen oder den Grenzwert verschieben: Hier erscheinen die Bilder mit diesem Kennwert.',
  'lab.strip.lassoHint': 'Punkte mit dem Lasso umfahren: Hier erscheinen die Bilder darin.',
  'lab.strip.none': 'Dort liegt kein Bild.',
  'lab.strip.some': 'Gezeigt sind die ersten {count}.',
  'lab.image': '{name}, {kind}, Kennwert {score}',
  'lab.imageNotFound': 'Teil nicht gefunden',
  'lab.choose': 'Alle wählen',
  'lab.label.heading': 'Die gewählten Bilder zeigen',
  'lab.label.bad': 'Schlechte Teile',
  'lab.label.good': 'Gute Teile',
  'lab.label.none': 'Was ihr Ordner sagt',
  'lab.label.reason': 'Im Metriklabor gekennzeichnet',

  'lab.scatter': '{x} gegen {y}: ein Punkt je Bild, Quadrate, wo es viele gute sind.',
  'lab.scatterX': 'Nach rechts',
  'lab.scatterY': 'Nach oben',
  'lab.lasso': 'Lasso',
  'lab.lassoClear': 'Aufheben',

  'lab.inForce': 'Version {version} ist aktiv: {head}, Grenzwert {limit}.',
  'lab.notInForce':
    'Keine Version dieses Produkts ist aktiv. Die neueste, Version {version}: {head}, Grenzwert {limit}.',
  'lab.kindExact': 'bewiesen',
  'lab.kindEstimate': 'Schätzung',
  'lab.force': 'Eine Version aktivieren',
  'lab.save': 'Als Kalibrierung sichern',
  'lab.save.heading': 'Version {version} von {product} sichern?',
  'lab.save.byHand':
    '{head} entscheidet mit dem Grenzwert {limit}. Ihn hat jemand gesetzt, der die Kennwerte sah: eine Schätzung, sie beweist nichts.',
  'lab.save.byRule': '{head} entscheidet. Sein Grenzwert ist der größte Kennwert der Gutbilder, die zählen.',
  'lab.save.counts':
    'Kalibriert an {goods} Gutbildern; {bads} Schlechtbilder sagen, wie viele durchschlüpfen.',
  'lab.save.after':
    'An der Linie ändert sich nichts, bis die Version aktiviert wird, und jede Version lässt sich wieder aktivieren.',
  'lab.save.noMap':
    'Das Modellpaket zeichnet keine Karte von {head}, es kann also nicht aktiviert werden. Lernen Sie das Produkt dafür neu an.',
  'lab.saved': 'Version {version} ist gesichert.',

  'lab.anomaly.noisePatch': 'Rauschfleck',
  'lab.anomaly.cutPaste': 'eingesetztes Stück',
  'lab.anomaly.scar': 'Narbe',
  'lab.anomaly.localRotation': 'verdrehte Stelle',
  'lab.anomaly.localShift': 'verschobene Stelle',
  'lab.anomaly.localMirror': 'gespiegelte Stelle',
  'lab.anomaly.removal': 'fehlende Stelle',
  'lab.anomaly.blur': 'unscharfe Stelle',
  'lab.anomaly.stain': 'Fleck',
  'lab.anomaly.scratch': 'Kratzer',
  'lab.anomaly.wholeRotation': 'verdrehtes Teil',
  'lab.anomaly.wholeShift': 'verschobenes Teil',
});
