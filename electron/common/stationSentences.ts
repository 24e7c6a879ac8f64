/**
 * Sentences of the station that people at the screen read, by code, with their values in braces. Log and command line
 * have them in English; a screen reads code and values back (`understand`) and says them in its language.
 */
export const stationSentences = {
  sourceAbsent: '{path} cannot be watched: it is not there.',
  sourceNoFolder: '{path} cannot be watched: it is not a folder.',
  sourceForbidden: '{path} cannot be watched: the station is not allowed to read it.',
  sourceSilent: 'No image came into {path} for {seconds} seconds.',
  queueGrowing: '{count} images wait in {path}, more and more of them.',
  runOfFails: '{count} parts of {path} failed with no pass between them.',
  failsAmong: '{count} of the last {parts} parts of {path} failed.',
  imageOverwritten: '{file} in {path} was overwritten before it could be judged.',
  numberMissing: '1 number is missing before {highest}: {numbers}.',
  numbersMissing: '{count} numbers are missing before {highest}: {numbers}.',
  providerChanged: 'Images of {path} are judged on {now}; before, on {before}.',
  storeFailed: 'The log cannot be written ({reason}); images wait until it can.',
  diskLow: 'Only {megabytes} MB are free on the disk of {home}.',
  challengePassed:
    'The challenge of {product} was passed: {caught} of {bads} known bad images were caught, {passed} of {goods} known good ones passed.',
  challengeFailed:
    'The challenge of {product} failed: {caught} of {bads} known bad images were caught, {passed} of {goods} known good ones passed.',
  challengeFailedBlocks:
    'The challenge of {product} failed: {caught} of {bads} known bad images were caught, {passed} of {goods} known good ones passed. Images in {path} wait until it is passed.',
  challengeOverdue: 'The challenge of {product} in {path} is overdue.',
  challengeOverdueBlocks:
    'The challenge of {product} in {path} is overdue. Images in {path} wait until it is passed.',

  fileGone: 'The file disappeared before it could be judged.',
  fileOverwritten: 'The file was overwritten by another image before it could be judged.',
  fileRestless: 'The file changed every time it was read.',
  partNotFound:
    'The part was not found near its place: the best place matches the good parts by {match}, at least {least} is needed.',

  stationStarted: 'The station was started, version {version}.',
  stationClosed: 'The station was closed.',
  inspectingStarted: 'Started inspecting {path}.',
  inspectingStopped: 'Stopped inspecting {path}.',
  folderAdded: '{path} is watched; {product} version {version} is in force.',
  folderRemoved: '{path} is not watched any more.',
  recipeSaved: 'Recipe {product} has the new version {version}.',
  recipeSwitched:
    '{product} version {version} is in force in {path}, before it {productBefore} version {versionBefore}.',
  reviewedPass: '{file} was reviewed as pass: {reason}',
  reviewedFail: '{file} was reviewed as fail: {reason}',
  backedUp: 'The log was backed up to {path}.',
  demoStarted: 'The demo runs with a simulated camera.',
  demoStopped: 'The demo was stopped.',
  teachingStarted: 'Teaching {product} from the images in {path}.',

  wrongSecret: 'This is not the PIN or password of that user.',
  lockedSeconds:
    'There were too many wrong attempts; wait {seconds} seconds, or have a supervisor unlock the user.',
  lockedMinutes:
    'There were too many wrong attempts; wait {minutes} minutes, or have a supervisor unlock the user.',
  folderAbsent: '{path} cannot be read: there is no such folder.',
  folderIsFile: '{path} cannot be read: it is a file, not a folder.',
  folderForbidden: '{path} cannot be read: the station is not allowed to.',
  noSuchFolder: 'There is no folder {path}.',
  notWholePath: '{path} is no whole path; give it from the root or drive on.',

  referencesReplayed:
    'All {count} reference images score on {provider} as they did when the bundle was written.',
  challengeSetNone: 'The product has no challenge set: nothing proves that known bad parts are caught.',
  challengeSetRight: 'All {count} images of the challenge set got the verdict they should.',
  challengeSetWrong:
    '{count} of {parts} images of the challenge set got another verdict than they should: {files}.',
  bundleExported: 'The bundle of {product} version {version} was exported to {path}.',
  bundleImported: '{product} version {version} was imported from {path}.',
  bundlePresent: '{product} version {version} has this bundle already; nothing was imported.',
  collectingAlready: 'Images are being collected already.',
  jobEntered: 'Entered for {path}: order {order}, operator {operator}.',
  kioskLeft: 'A screen left the kiosk mode.',
  drawNoImage: 'The file could not be read as an image.',
  drawNothingJudges: 'Nothing judges at the moment; what is drawn comes from the model.',
  drawOtherBundle: 'It was judged with another bundle than is in force now.',
  drawBusy: 'The station has its hands full with the line.',
  drawNoNetwork: 'The model in force has no network that reconstructs.',
  drawFileGone: 'The file of the camera is gone.',
  drawOtherFile: '{file} is not the image that was inspected any more.',
} as const;

export type SentenceCode = keyof typeof stationSentences;
export const sentenceCodes = Object.keys(stationSentences) as SentenceCode[];

/** Values that are spelled as numbers of the reader's language; every other is shown as it is. */
export const numericSlots: ReadonlySet<string> = new Set([
  ...[
    'count',
    'parts',
    'seconds',
    'minutes',
    'megabytes',
    'caught',
    'bads',
    'passed',
    'goods',
    'match',
    'least',
  ],
]);
