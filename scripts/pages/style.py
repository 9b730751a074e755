"""The look of `page.html`: the colours and sizes of a LINE chat on the left, a quiet form on the right."""

_FORM = """
* { box-sizing: border-box; margin: 0; }
html { color: #1d2830; background: #f2f5f7; font: 16px/1.75 "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP",
  "Yu Gothic", Meiryo, sans-serif; overflow-wrap: anywhere; line-break: strict; }
body { max-width: 1180px; margin: 0 auto; padding: 24px 16px 64px; }
a { color: #0b5a8a; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #b3541e; outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 8px; padding: 8px 16px; background: #fff; z-index: 1; }
header { padding: 0 0 24px; }
header p { color: #4a5963; font-size: 14px; }
h1 { font-size: 28px; line-height: 1.4; }
h2 { font-size: 19px; padding: 0 0 8px; }
h3 { font-size: 16px; padding: 0 0 4px; }
header .summary { display: inline-block; margin-top: 12px; padding: 8px 16px; border-radius: 6px; font-size: 16px;
  color: #14532d; background: #ddf3e4; }
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
.diff { max-height: 480px; overflow: auto; background: #fff; border: 1px solid #d5dee4; border-radius: 10px; padding: 12px 16px;
  font-size: 14px; }
.diff p { white-space: pre-wrap; min-height: 1.75em; }
.diff ins { background: #ddf3e4; color: #14532d; text-decoration: none; display: block; }
.diff del { background: #fde7e5; color: #8c1d18; display: block; }
"""

CHAT = """
.phone { border: 10px solid #1d2830; border-radius: 36px; overflow: hidden; background: #8cabd8; }
.chat-name { background: #a7bfe1; color: #101820; font-weight: 700; font-size: 17px; padding: 12px 16px; }
.chat { padding: 12px 8px 24px; }
.chat-day { width: fit-content; margin: 0 auto 16px; padding: 2px 12px; border-radius: 12px; background: #4f6a94; color: #fff;
  font-size: 12px; }
.said { display: flex; gap: 8px; align-items: flex-start; }
.said + .said { margin-top: 8px; }
.face { flex: none; width: 34px; height: 34px; border-radius: 50%; background: #17608a; color: #fff; text-align: center;
  line-height: 34px; font-weight: 700; font-size: 15px; }
.bubble { container-type: inline-size; width: 300px; max-width: calc(100% - 42px); background: #fff; border-radius: 12px; overflow: hidden; color: #111; }
.box { display: flex; min-width: 0; }
.box.vertical { flex-direction: column; } .box.horizontal { align-items: stretch; } .box.baseline { align-items: baseline; }
.text { white-space: pre-wrap; min-width: 0; overflow-wrap: anywhere; }
.picture { display: block; width: 100%; object-fit: contain; }
.box .picture { min-width: 0; }
.bubble hr { border: 0; border-top: 1px solid; width: 100%; }
.button { display: flex; align-items: center; justify-content: center; height: 40px; border-radius: 8px; padding: 0 8px;
  text-decoration: none; text-align: center; white-space: nowrap; overflow: hidden; }
.button.primary { color: #fff; } .button.secondary { color: #111; background: #dcdfe5; }
.photo { width: 245px; max-width: calc(100% - 42px); border-radius: 14px; overflow: hidden; }
.photo img { display: block; width: 100%; height: auto; }
.balloon { max-width: calc(100% - 58px); background: #fff; border-radius: 18px; padding: 9px 14px; font-size: 15px; line-height: 1.45;
  white-space: pre-wrap; color: #111; }
.no-picture { padding: 40px 16px; background: #e6ebee; color: #4a5963; text-align: center; }
"""

_REST = """
#preview ~ h3 { margin-top: 20px; }
.notification { background: #fff; border-radius: 16px; padding: 12px 16px; font-size: 14px; line-height: 1.5; white-space: pre-wrap;
  box-shadow: 0 2px 10px #1d283026; }
.notification strong { display: block; }
@media (max-width: 900px) { main { display: block; } main > section { max-width: 375px; margin: 0 auto 40px; } }
@media (max-width: 520px) { body { padding: 16px 10px 48px; } dl { display: block; } dd { margin: 0 0 8px; } .phone { border-width: 4px; border-radius: 20px; }
  h1 { font-size: 24px; } }
@media print { body { max-width: none; padding: 0; } .skip { display: none; } .card, section > dl, .phone { break-inside: avoid; } }
"""

STYLE = _FORM + CHAT + _REST
