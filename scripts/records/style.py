"""The look of the register and the dossier: a document for the file, on screen and on A4."""

STYLE = """
* { box-sizing: border-box; margin: 0; }
html { color: #1b2429; background: #fff; font: 15px/1.8 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP",
  "Yu Gothic", Meiryo, sans-serif; overflow-wrap: anywhere; line-break: strict; }
body { max-width: 1080px; margin: 0 auto; padding: 40px 32px 64px; }
body.wide { max-width: 1480px; }
a { color: #0b5a8a; }
header { border-top: 6px solid #17608a; padding: 20px 0 24px; }
header p { color: #4a5963; font-size: 14px; }
h1 { font-size: 27px; line-height: 1.45; padding: 4px 0; }
h2 { font-size: 19px; line-height: 1.5; padding: 0 0 6px; margin: 0 0 12px; border-bottom: 2px solid #17608a; }
h3 { font-size: 16px; padding: 0 0 4px; }
main { display: grid; gap: 40px; grid-template-columns: minmax(0, 1fr); }
.phone { max-width: 375px; }
.columns { display: grid; grid-template-columns: 360px minmax(0, 1fr); gap: 32px; align-items: start; }
.note { color: #4a5963; font-size: 14px; }
dl { display: grid; grid-template-columns: 13em minmax(0, 1fr); gap: 2px 16px; }
dt { color: #4a5963; font-size: 14px; line-height: 27px; }
dd { white-space: pre-wrap; }
code, .hash { font: 13px/1.7 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.card { border: 1px solid #ccd6dc; border-radius: 8px; padding: 16px 20px; }
.card + .card { margin-top: 12px; }
ul { padding-left: 1.4em; } ul.plain { list-style: none; padding: 0; }
.told { font-size: 18px; padding: 0 0 16px; }
.answers { display: grid; gap: 10px; list-style: none; padding: 0; }
.answers li { border: 1px solid #ccd6dc; border-left: 6px solid #b07800; border-radius: 8px; padding: 10px 16px;
  display: grid; grid-template-columns: 7.5em minmax(0, 1fr); gap: 0 16px; }
.answers li.good { border-left-color: #1c7a43; } .answers li.bad { border-left-color: #b3261e; }
.answers + .note { padding-top: 12px; }
.answers strong { grid-row: span 2; align-self: center; font-size: 17px; color: #7a4a00; }
.answers .good strong { color: #14532d; } .answers .bad strong { color: #a3211b; }
.answers p { font-weight: 700; } .answers span { color: #4a5963; font-size: 13px; }
.good > strong, strong.good { color: #14532d; } strong.bad { color: #a3211b; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.6; }
th, td { overflow-wrap: break-word; border: 1px solid #ccd6dc; padding: 6px 10px; text-align: left; vertical-align: top; }
thead th { background: #eaf1f5; white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.when { white-space: nowrap; }
svg { display: block; font-size: 14px; min-width: 190px; } svg .bar { fill: #17608a; } td svg { font-size: 12px; }
.total { display: flex; flex-wrap: wrap; gap: 12px; list-style: none; padding: 0; }
.total li { border: 1px solid #ccd6dc; border-radius: 8px; padding: 8px 20px; }
.total b { font-size: 24px; font-weight: 700; padding-right: 4px; font-variant-numeric: tabular-nums; }
ol.course { padding-left: 2em; display: grid; gap: 10px; } ol.course pre { margin: 4px 0; }
pre { white-space: pre-wrap; background: #f4f7f9; border: 1px solid #ccd6dc; border-radius: 8px; padding: 12px 16px;
  font: 12.5px/1.7 ui-monospace, "Noto Sans Mono CJK JP", "DejaVu Sans Mono", Menlo, monospace; }
.thumbnail { display: block; max-width: 220px; max-height: 160px; border-radius: 6px; margin: 4px 0 12px; }
footer { border-top: 1px solid #ccd6dc; margin-top: 48px; padding-top: 12px; color: #4a5963; font-size: 13px; }
@media screen and (max-width: 700px) { .columns { display: block; } .columns > * + * { margin-top: 32px; } body { padding: 24px 16px; }
  .answers li, dl { display: block; } }
@media print { @page { size: A4; margin: 14mm; } html { font-size: 10.5pt; } body, body.wide { max-width: none; padding: 0; }
  .card, .answers li, tr, .phone { break-inside: avoid; } h2 { break-after: avoid; } a { color: inherit; text-decoration: none; }
  pre { border: 0; padding: 0; } .columns { display: block; } .columns > * + * { margin-top: 24px; } }
"""
