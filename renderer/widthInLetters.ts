/** How many Latin letters wide a word is drawn: a Chinese character is as wide as two. */
export function widthInLetters(word: string): number {
  return [...word].reduce((width, one) => width + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0);
}
