import type { saidTexts as original } from '../english/saidTexts.ts';
import { translation } from '../translation.ts';

export const saidTexts = translation<typeof original, 'spanish'>()({
  'said.sourceAbsent': '{path} no se puede vigilar: no está.',
  'said.sourceNoFolder': '{path} no se puede vigilar: no es una carpeta.',
  'said.sourceForbidden': '{path} no se puede vigilar: la estación no tiene permiso para leerla.',
  'said.sourceSilent': 'No llegó ninguna imagen a {path} en {seconds} segundos.',
  'said.queueGrowing': '{count} imágenes esperan en {path}, cada vez más.',
  'said.runOfFails': '{count} piezas de {path} no conformes sin ninguna conforme entre ellas.',
  'said.failsAmong': '{count} de las últimas {parts} piezas de {path} fueron no conformes.',
  'said.imageOverwritten': '{file} en {path} se sobrescribió antes de poder evaluarla.',
  'said.numberMissing': 'Falta 1 número antes de {highest}: {numbers}.',
  'said.numbersMissing': 'Faltan {count} números antes de {highest}: {numbers}.',
  'said.providerChanged': 'Las imágenes de {path} se evalúan en {now}; antes, en {before}.',
  'said.storeFailed': 'El registro no se puede escribir ({reason}); las imágenes esperan hasta que se pueda.',
  'said.diskLow': 'Solo quedan {megabytes} MB libres en el disco de {home}.',
  'said.challengePassed':
    'La verificación de {product} se superó: se detectaron {caught} de {bads} imágenes malas conocidas y {passed} de {goods} buenas conocidas fueron conformes.',
  'said.challengeFailed':
    'La verificación de {product} falló: se detectaron {caught} de {bads} imágenes malas conocidas y {passed} de {goods} buenas conocidas fueron conformes.',
  'said.challengeFailedBlocks':
    'La verificación de {product} falló: se detectaron {caught} de {bads} imágenes malas conocidas y {passed} de {goods} buenas conocidas fueron conformes. Las imágenes de {path} esperan hasta que se supere.',
  'said.challengeOverdue': 'La verificación de {product} en {path} está atrasada.',
  'said.challengeOverdueBlocks':
    'La verificación de {product} en {path} está atrasada. Las imágenes de {path} esperan hasta que se supere.',
  'said.fileGone': 'El archivo desapareció antes de poder evaluarlo.',
  'said.fileOverwritten': 'Otra imagen sobrescribió el archivo antes de poder evaluarlo.',
  'said.fileRestless': 'El archivo cambió cada vez que se leyó.',
  'said.partNotFound':
    'La pieza no se encontró cerca de su sitio: el mejor lugar coincide con las piezas buenas en {match}; hace falta al menos {least}.',
  'said.stationStarted': 'La estación arrancó, versión {version}.',
  'said.stationClosed': 'La estación se cerró.',
  'said.inspectingStarted': 'Se inició la inspección de {path}.',
  'said.inspectingStopped': 'Se paró la inspección de {path}.',
  'said.folderAdded': '{path} se vigila; {product} versión {version} está activa.',
  'said.folderRemoved': '{path} ya no se vigila.',
  'said.recipeSaved': 'La receta {product} tiene la nueva versión {version}.',
  'said.recipeSwitched':
    '{product} versión {version} está activa en {path}; antes, {productBefore} versión {versionBefore}.',
  'said.reviewedPass': '{file} se revisó como conforme: {reason}',
  'said.reviewedFail': '{file} se revisó como no conforme: {reason}',
  'said.backedUp': 'Se copió el registro en {path}.',
  'said.demoStarted': 'La demostración funciona con una cámara simulada.',
  'said.demoStopped': 'La demostración se detuvo.',
  'said.teachingStarted': 'Se enseña {product} con las imágenes de {path}.',
  'said.wrongSecret': 'Este no es el PIN ni la contraseña de ese usuario.',
  'said.lockedSeconds':
    'Hubo demasiados intentos fallidos; espere {seconds} segundos o pida a un supervisor que desbloquee al usuario.',
  'said.lockedMinutes':
    'Hubo demasiados intentos fallidos; espere {minutes} minutos o pida a un supervisor que desbloquee al usuario.',
  'said.folderAbsent': '{path} no se puede leer: no existe esa carpeta.',
  'said.folderIsFile': '{path} no se puede leer: es un archivo, no una carpeta.',
  'said.folderForbidden': '{path} no se puede leer: la estación no tiene permiso.',
  'said.noSuchFolder': 'No existe la carpeta {path}.',
  'said.notWholePath': '{path} no es una ruta completa; indíquela desde la raíz o la unidad.',
  'said.referencesReplayed':
    'Las {count} imágenes de referencia puntúan en {provider} como al escribir el paquete.',
  'said.challengeSetNone':
    'El producto no tiene juego de verificación: nada prueba que se detecten las piezas malas conocidas.',
  'said.challengeSetRight': 'Las {count} imágenes del juego de verificación recibieron el veredicto debido.',
  'said.challengeSetWrong':
    '{count} de {parts} imágenes del juego de verificación recibieron otro veredicto que el debido: {files}.',
  'said.bundleExported': 'El paquete de {product} versión {version} se exportó a {path}.',
  'said.bundleImported': '{product} versión {version} se importó de {path}.',
  'said.bundlePresent': '{product} versión {version} ya tiene este paquete; no se importó nada.',
  'said.collectingAlready': 'Ya se están reuniendo imágenes.',
  'said.jobEntered': 'Introducido para {path}: orden {order}, operador {operator}.',
  'said.kioskLeft': 'Una pantalla salió del modo quiosco.',
  'said.drawNoImage': 'El archivo no pudo leerse como imagen.',
  'said.drawNothingJudges': 'Ahora no juzga nada; lo que se dibuja viene del modelo.',
  'said.drawOtherBundle': 'Se juzgó con otro paquete que el vigente ahora.',
  'said.drawBusy': 'La estación está ocupada con la línea.',
  'said.drawNoNetwork': 'El modelo vigente no tiene red que reconstruya.',
  'said.drawFileGone': 'El archivo de la cámara ya no está.',
  'said.drawOtherFile': '{file} ya no es la imagen que se inspeccionó.',
});
