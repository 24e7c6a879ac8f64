import { ref, shallowReactive, toRaw, watch } from 'vue';
import type { StoredSetUp } from '../electron/common/setUp.ts';
import { freshSetUp, setUpDraft, setUpLook, storable } from './setUpDraft.ts';
import type { Station } from './useStation.ts';

type Kept = { -readonly [Name in 'revision' | 'teachingId' | 'made']: StoredSetUp[Name] };
/** What the station keeps beside the draft, as last read. */
export const setUpKept = shallowReactive<Kept>({
  revision: 0,
  teachingId: null,
  made: null,
});
/** False until the draft was read: an empty one must not write over the kept one. */
export const setUpIsRead = ref(false);
/** Another screen changed the draft, and this one shows what it wrote. */
export const setUpWasOvertaken = ref(false);

const saveAfterMs = 300;
let savedText = '';
let timer: ReturnType<typeof setTimeout> | undefined;
let saving: Promise<void> = Promise.resolve();

/** Reads the draft the station keeps and writes every change back; until the answer stops it. */
export function syncSetUp(station: Station): () => void {
  const stops = [
    watch(setUpDraft, () => setUpIsRead.value && scheduleSave(station)),
    // After a lost connection the station may have been started anew.
    watch(
      () => station.link.value === 'live',
      (live) => live && void readSetUp(station),
    ),
    watch(
      () => station.state.value?.teaching?.phase,
      (phase) => phase === 'done' && void readMade(station),
    ),
  ];
  void readSetUp(station);
  return () => {
    for (const stop of stops) stop();
    void saveSetUpNow(station);
  };
}

/** What was typed here while the connection was lost stays; else what the station has is shown. */
async function readSetUp(station: Station): Promise<void> {
  const stored = await station.call.getSetUp({}).catch(() => null);
  if (stored === null) return;
  const isDirty = setUpIsRead.value && draftText() !== savedText;
  if (isDirty && stored.revision === setUpKept.revision) return;
  take(stored);
  setUpIsRead.value = true;
}

async function readMade(station: Station): Promise<void> {
  const { teachingId, made } = await station.call.getSetUp({});
  Object.assign(setUpKept, { teachingId, made });
}

function take({ draft, revision, teachingId, made }: StoredSetUp): void {
  if (draft?.good !== setUpDraft.good) Object.assign(setUpLook, { found: null, path: '' });
  Object.assign(setUpDraft, draft ?? freshSetUp());
  Object.assign(setUpKept, { revision, teachingId, made });
  savedText = draftText();
}

const draftText = (): string => JSON.stringify(storable(toRaw(setUpDraft)));

function scheduleSave(station: Station): void {
  clearTimeout(timer);
  timer = setTimeout(() => void saveSetUpNow(station), saveAfterMs);
}

/** Resolves when what is entered now is kept, or the connection is lost. */
export function saveSetUpNow(station: Station): Promise<void> {
  clearTimeout(timer);
  saving = saving.then(async () => {
    const text = draftText();
    if (!setUpIsRead.value || text === savedText) return;
    const draft = JSON.parse(text) as ReturnType<typeof storable>;
    const answer = await station.call
      .saveSetUp({ draft, revision: setUpKept.revision })
      // A lost connection is shown by the screen's frame; the next change, or reading anew, goes on.
      .catch(() => null);
    if (answer === null) return;
    if (answer.saved) {
      savedText = text;
      const { revision, teachingId, made } = answer.stored;
      Object.assign(setUpKept, { revision, teachingId, made });
    } else {
      take(answer.stored);
      setUpWasOvertaken.value = true;
    }
  });
  return saving;
}

/** Begins with another product; what was made stays among the products. */
export async function startOver(station: Station): Promise<void> {
  clearTimeout(timer);
  await saving;
  const { stored } = await station.call.saveSetUp({ draft: null, revision: setUpKept.revision });
  setUpWasOvertaken.value = false;
  take(stored);
}
