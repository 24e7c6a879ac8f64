/**
 * What a chart tells of the value under the pointer: a heading and lines. As elements, because texts with styles in them
 * are what the page's security policy refuses. Drawn by `.chartTip` of ChartBox.
 */
export function chartTip(heading: string, lines: readonly (string | null)[]): HTMLElement[] {
  return [
    element('strong', heading),
    ...lines.filter((line) => line !== null).map((line) => element('div', line)),
  ];
}

function element(name: string, content: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
