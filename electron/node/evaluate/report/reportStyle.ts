/** The report's style sheet: light and dark by the reader's choice, light on paper. Good and bad differ by hatching and place, not only by colour. */
export const reportStyle = `
:root {
  color-scheme: light;
  --ground: #f3f4f6;
  --surface: #ffffff;
  --sunken: #eef0f3;
  --line: #d5dae0;
  --ink: #1a2028;
  --soft: #566170;
  --good: #1f7a4d;
  --good-soft: #e2f1e9;
  --bad: #b3001f;
  --bad-soft: #fbe6e9;
  --accent: #1c4266;
  --review: #8a5a00;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --ground: #14181d;
    --surface: #1d232a;
    --sunken: #262d35;
    --line: #3b4651;
    --ink: #e6eaee;
    --soft: #a9b4bf;
    --good: #4fbf8a;
    --good-soft: #1d3a2d;
    --bad: #ff6b7d;
    --bad-soft: #47222a;
    --accent: #a3c8ea;
    --review: #f0c04d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums lining-nums; -webkit-font-smoothing: antialiased;
}
main { max-width: 1120px; margin: 0 auto; padding: 40px 32px 64px; display: grid; gap: 28px; }
h1 { font-size: 34px; line-height: 1.15; font-weight: 680; letter-spacing: -0.01em; margin: 0; }
h2 { font-size: 20px; font-weight: 660; margin: 12px 0 0; }
h2 + .lead { margin-top: -20px; }
h3 { font-size: 15px; font-weight: 650; margin: 0; }
p { margin: 0; max-width: 78ch; }
code, .code { font-family: ui-monospace, 'Cascadia Mono', 'SF Mono', 'DejaVu Sans Mono', Consolas, monospace; font-size: 0.92em; }
.eyebrow { font-size: 12.5px; font-weight: 640; letter-spacing: 0.07em; text-transform: uppercase; color: var(--soft); margin-bottom: 6px; }
.lead, .soft { color: var(--soft); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin: 14px 0 0; color: var(--soft); font-size: 13.5px; }
.facts dt { display: inline; } .facts dd { display: inline; margin: 0 0 0 6px; color: var(--ink); font-weight: 560; }
.panel { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 20px 22px; break-inside: avoid; min-width: 0; }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; }
.tile { border-top: 4px solid var(--line); display: grid; gap: 6px; align-content: start; }
.tile.caught { border-top-color: var(--bad); } .tile.kept { border-top-color: var(--good); } .tile.apart { border-top-color: var(--accent); }
.tile .figure { font-size: 38px; line-height: 1.1; font-weight: 660; letter-spacing: -0.015em; }
.tile .figure small { font-size: 17px; font-weight: 500; color: var(--soft); letter-spacing: 0; }
.tile .what { font-weight: 620; }
.tile p { font-size: 13.5px; color: var(--soft); line-height: 1.45; }
.split { display: grid; grid-template-columns: minmax(0, 1fr) 372px; gap: 16px; }
.cards { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px; }
.card { padding: 14px 16px 10px; }
.card header { display: flex; justify-content: space-between; align-items: baseline; gap: 8px; }
.card header span { color: var(--soft); font-size: 13px; white-space: nowrap; }
.card p { font-size: 12.5px; color: var(--soft); }
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { fill: var(--soft); font-size: 11.5px; }
.goodBar { fill: var(--good); } .badBar { fill: url(#hatch); stroke: var(--bad); stroke-width: 1; }
.failGround { fill: var(--bad-soft); opacity: 0.5; }
.axis { stroke: var(--ink); stroke-width: 1; } .tickMark, .grid { stroke: var(--line); stroke-width: 1; }
.limitLine { stroke: var(--ink); stroke-width: 1.75; stroke-dasharray: 5 3; } .reviewLine { stroke: var(--review); stroke-width: 1.75; stroke-dasharray: 2 3; }
.chart .limitWord { fill: var(--ink); font-weight: 600; }
.chance { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 4; }
.curve { fill: none; stroke: var(--accent); stroke-width: 2.75; stroke-linejoin: round; }
.otherCurve { fill: none; stroke: var(--soft); stroke-width: 1; opacity: 0.4; }
.atLimit { fill: var(--surface); stroke: var(--ink); stroke-width: 2.5; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; font-size: 13px; color: var(--soft); margin-top: 8px; }
.legend span { display: inline-flex; align-items: center; gap: 7px; }
.legend svg { width: 22px; height: 13px; flex: none; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th { text-align: left; font-weight: 620; color: var(--soft); font-size: 12.5px; padding: 0 12px 8px 0; vertical-align: bottom; border-bottom: 1px solid var(--line); }
td { padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
th.number, td.number { text-align: right; }
td small { color: var(--soft); font-size: 12.5px; }
tr.inForce td:first-child { font-weight: 680; }
.badge { display: inline-block; margin-left: 8px; padding: 1px 8px; border-radius: 99px; background: var(--accent); color: var(--surface); font: 600 11.5px/1.55 system-ui, sans-serif; vertical-align: 1px; }
.badge.warn { background: var(--bad); }
.whisker { width: 190px; height: 16px; display: block; }
.whisker .track { stroke: var(--line); stroke-width: 1; } .whisker .span { stroke: var(--accent); stroke-width: 5; opacity: 0.35; } .whisker .dot { fill: var(--accent); }
.heat td.cell { text-align: center; padding: 7px 4px; border: 2px solid var(--surface); border-radius: 6px; }
.scroll { overflow-x: auto; }
.gallery { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px; }
figure { margin: 0; }
.mistake { padding: 12px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; align-items: start; }
.pair img { width: 100%; height: auto; display: block; border-radius: 5px; outline: 1px solid var(--line); outline-offset: -1px; }
figcaption { font-size: 13px; margin-top: 10px; display: grid; gap: 2px; line-height: 1.4; }
figcaption .score { font-weight: 640; } figcaption .code { color: var(--soft); overflow-wrap: anywhere; font-size: 12px; }
.meter { height: 6px; border-radius: 3px; background: var(--sunken); position: relative; margin: 5px 0 3px; }
.meter i { position: absolute; inset: 0 auto 0 0; border-radius: 3px; } .meter b { position: absolute; left: 50%; top: -3px; bottom: -3px; width: 2px; background: var(--ink); }
.meter .pass { background: var(--good); } .meter .fail { background: var(--bad); } .meter .review { background: var(--review); }
ul.plain { margin: 0; padding: 0; list-style: none; display: grid; gap: 4px; font-size: 13.5px; }
footer { color: var(--soft); font-size: 12.5px; border-top: 1px solid var(--line); padding-top: 16px; display: grid; gap: 6px; }
@media screen and (max-width: 900px) { .tiles, .cards, .gallery, .split { grid-template-columns: minmax(0, 1fr); } main { padding: 24px 16px; } }
@media print {
  body { background: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; gap: 20px; zoom: 0.66; }
  h2 { break-after: avoid; }
  @page { size: A4; margin: 14mm; }
}
`;
