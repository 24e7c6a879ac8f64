import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translation } from '../../renderer/translation.ts';

interface Original {
  readonly greeting: 'Hello {name}';
  readonly plain: 'Plain';
  readonly files: { readonly one: '{count} file'; readonly other: '{count} files' };
}

const plain = 'Schlicht';
const files = { one: '{count} Datei', other: '{count} Dateien' } as const;

test('a translation with all keys, slots and forms compiles and is what was given; every other one does not compile', () => {
  const given = { greeting: 'Hallo {name}', plain, files } as const;
  assert.equal(translation<Original, 'german'>()(given), given);
  translation<Original, 'chinese'>()({ greeting: '{name}', plain: '', files: { other: '{count}' } });

  // @ts-expect-error a key is missing
  translation<Original, 'german'>()({ greeting: 'Hallo {name}', plain });
  // @ts-expect-error a key is too much
  translation<Original, 'german'>()({ greeting: 'Hallo {name}', plain, files, more: '' });
  // @ts-expect-error a slot is missing
  translation<Original, 'german'>()({ greeting: 'Hallo', plain, files });
  // @ts-expect-error a slot is unknown
  translation<Original, 'german'>()({ greeting: 'Hallo {name}, {title}', plain, files });
  // @ts-expect-error a form is missing: Spanish has many
  translation<Original, 'spanish'>()({ greeting: 'Hola {name}', plain, files });
  // @ts-expect-error the forms are missing
  translation<Original, 'german'>()({ greeting: 'Hallo {name}', plain, files: '{count} Dateien' });
});
