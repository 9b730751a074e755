"""The look of a LINE chat on a phone: in light or dark surroundings, with letters of normal size or the largest.

`--letters` is how much larger than normal the reader's letters are; LINE states no figure for its largest size, and
half as large again is a little more than its apps show.
"""

CHAT = """
.phone { --letters: 1; --ground: #8cabd8; --bar: #a7bfe1; --on-bar: #101820; --bubble: #fff; --on-bubble: #111;
  border: 10px solid #1d2830; border-radius: 36px; overflow: hidden; background: var(--ground); }
.phone.largest { --letters: 1.5; }
.phone.dark { --ground: #14191f; --bar: #20262d; --on-bar: #f2f5f7; --bubble: #2c343c; --on-bubble: #f2f5f7; }
.chat-name { background: var(--bar); color: var(--on-bar); font-weight: 700; font-size: 17px; padding: 12px 16px; }
.chat { padding: 12px 8px 24px; }
.chat-day { width: fit-content; margin: 0 auto 16px; padding: 2px 12px; border-radius: 12px; background: #43597b; color: #fff;
  font-size: 12px; }
.said { display: flex; gap: 8px; align-items: flex-start; }
.said + .said { margin-top: 8px; }
.face { flex: none; width: 34px; height: 34px; border-radius: 50%; background: #17608a; color: #fff; text-align: center;
  line-height: 34px; font-weight: 700; font-size: 15px; }
.bubble { width: 300px; max-width: calc(100% - 42px); background: var(--bubble); border-radius: 12px; overflow: hidden; color: var(--on-bubble); }
.box { display: flex; min-width: 0; border: 0 solid transparent; color: inherit; text-decoration: none; overflow: hidden; }
.box > * { min-width: 0; }
.box.vertical { flex-direction: column; } .box.horizontal { align-items: stretch; } .box.baseline { align-items: baseline; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.picture { display: block; margin: 0 auto; object-fit: contain; }
.bubble hr { border: 0; border-top: 1px solid; width: 100%; }
.button { display: block; line-height: 52px !important; border-radius: 8px; padding: 0 16px; text-decoration: none; text-align: center;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; color: #fff; }
.photo { width: 245px; max-width: calc(100% - 42px); border-radius: 14px; overflow: hidden; }
.photo img { display: block; width: 100%; height: auto; }
.balloon { max-width: calc(100% - 58px); background: var(--bubble); border-radius: 18px; padding: 9px 14px; font-size: calc(15px*var(--letters));
  line-height: 1.45; white-space: pre-wrap; color: var(--on-bubble); }
.dark .balloon a { color: #9cc8f0; }
.no-picture { padding: 40px 16px; background: #e6ebee; color: #4a5963; text-align: center; }
.notification { background: #fff; border-radius: 16px; padding: 12px 16px; font-size: 14px; line-height: 1.5; white-space: pre-wrap;
  box-shadow: 0 2px 10px #1d283026; }
.notification strong { display: block; }
.phones { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 375px), 375px)); gap: 16px 40px; align-items: start; }
"""
