"""The look of `page.html`: a LINE chat on the left, a quiet form on the right."""

from scripts.pages.phone_style import CHAT

_FORM = """
* { box-sizing: border-box; margin: 0; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; color: #1d2830; background: #f2f5f7; font: 16px/1.75 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP",
  "Yu Gothic", Meiryo, sans-serif; overflow-wrap: anywhere; line-break: strict; }
body { max-width: 1180px; margin: 0 auto; padding: 24px 16px 64px; }
a { color: #0b5a8a; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #b3541e; outline-offset: 2px; }
.skip { position: absolute; left: -999px; background: #fff; }
.skip:focus { left: 16px; top: 8px; padding: 8px 16px; z-index: 1; }
header { padding: 0 0 24px; }
header p { color: #4a5963; font-size: 14px; }
h1 { font-size: 28px; line-height: 1.4; }
h2 { font-size: 19px; padding: 0 0 8px; }
h3 { font-size: 16px; padding: 0 0 4px; }
header .summary { display: inline-block; margin-top: 12px; padding: 8px 16px; border-radius: 6px; font-size: 16px;
  color: #14532d; background: #ddf3e4; }
header .summary.warning { color: #6b4000; background: #fff0cc; }
header .summary.bad { color: #8c1d18; background: #fde7e5; }
.good { color: #14532d; } .bad { color: #a3211b; }
main { display: grid; grid-template-columns: 375px minmax(0, 1fr); gap: 40px; align-items: start; }
.form { display: grid; gap: 32px; }
.form:focus { outline: none; }
.card, .findings li { background: #fff; border: 1px solid #d5dee4; border-radius: 10px; padding: 16px 20px; }
.card + .card { margin-top: 12px; }
section > dl, ul.plain { background: #fff; border: 1px solid #d5dee4; border-radius: 10px; padding: 16px 20px; }
dl { display: grid; grid-template-columns: 9em minmax(0, 1fr); gap: 4px 16px; }
dt { color: #4a5963; font-size: 14px; line-height: 28px; }
dd { white-space: pre-wrap; }
h1, h3, p, dd, li { unicode-bidi: isolate; }
ul { padding-left: 1.4em; } ul.plain, ul.findings { list-style: none; } ul.findings { padding: 0; }
.findings { display: grid; gap: 12px; }
.findings .error { color: #a3211b; } .findings .warning { color: #7a4a00; }
.findings li:has(.error) { border-left: 5px solid #b3261e; } .findings li:has(.warning) { border-left: 5px solid #d08700; }
.where { color: #4a5963; font-size: 14px; }
.thumbnail { display: block; max-width: 180px; max-height: 140px; border-radius: 6px; margin: 4px 0 12px; }
.changes li { padding: 8px 0; } .changes li + li { border-top: 1px solid #d5dee4; }
del { background: #fde7e5; color: #8c1d18; } ins { background: #ddf3e4; color: #14532d; text-decoration: none; }
ul.to-weigh { border-left: 5px solid #d08700; }
.sets-off { padding: 12px 16px; margin-bottom: 12px; border-radius: 10px; font-weight: 700; color: #6b4000; background: #fff0cc; }
.scroll { overflow-x: auto; background: #fff; border: 1px solid #d5dee4; border-radius: 10px; padding: 12px 16px; }
.scroll + .scroll { margin-top: 12px; }
table { width: 100%; border-collapse: collapse; } th[scope=row] { min-width: 6.5em; } caption { text-align: left; font-weight: 700; padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-top: 1px solid #d5dee4; white-space: pre-wrap; }
"""

_REST = """
#preview ~ h3 { margin-top: 20px; }
@media (max-width: 900px) { main { display: block; } main > section { max-width: 375px; margin: 0 auto 40px; } }
@media (max-width: 520px) { body { padding: 16px 10px 48px; } dl { display: block; } dd { margin: 0 0 8px; } .phone { border-width: 4px; border-radius: 20px; }
  h1 { font-size: 24px; } }
@media screen and (prefers-color-scheme: dark) {
  html { color-scheme: dark; color: #e4eaee; background: #12181c; }
  .form a { color: #86c5f2; } header p, dt, .where { color: #a9b8c2; }
  .card, .findings li, section > dl, ul.plain, .scroll { background: #1c252b; border-color: #3d4d58; }
  .changes li + li, th, td { border-color: #3d4d58; } ul.to-weigh { border-left: 5px solid #d08700; }
.sets-off { color: #f2c063; background: #3a2a08; }
  .good { color: #8fd6a8; } .bad, .findings .error { color: #ffa59c; } .findings .warning { color: #f2c063; }
  header .summary, ins { color: #a6e3bb; background: #143322; } header .summary.warning { color: #f2c063; background: #3a2a08; }
  header .summary.bad, del { color: #ffb3ab; background: #43191a; } .notification { color: #1d2830; }
}
@media print { body { max-width: none; padding: 0; } .skip { display: none; } .card, section > dl, tr, .phone { break-inside: avoid; } .scroll { overflow: visible; } }
"""

STYLE = _FORM + CHAT + _REST
