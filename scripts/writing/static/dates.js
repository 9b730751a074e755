// Days and times as people in Japan write them → the form in which the file holds them, and back with the weekday.

const WEEKDAYS = "日月火水木金土";
const ERAS = { 令和: 2018, R: 2018, r: 2018, 平成: 1988, H: 1988, h: 1988 };
const two = (number) => String(number).padStart(2, "0");
const utc = (year, month, day) => new Date(Date.UTC(year, month - 1, day));

// Today in Japan, as a UTC date without a time.
export function today(now = new Date()) {
  const there = new Date(now.getTime() + 9 * 3600_000);
  return utc(there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate());
}

export const isoDay = (date) => date.toISOString().slice(0, 10);

function real(year, month, day) {
  const date = utc(year, month, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

// Without a year, the day that lies nearest to today.
function nearest(month, day, from) {
  const near = [-1, 0, 1].map((more) => real(from.getUTCFullYear() + more, month, day)).filter(Boolean);
  return near.sort((a, b) => Math.abs(a - from) - Math.abs(b - from))[0] ?? null;
}

function take(text, from) {
  const full = text.match(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)日?/);
  if (full) return [full[0], real(+full[1], +full[2], +full[3])];
  const era = text.match(/^(令和|平成|[RrHh])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)日?/);
  if (era) return [era[0], real(ERAS[era[1]] + (era[2] === "元" ? 1 : +era[2]), +era[3], +era[4])];
  const short = text.match(/^(\d{1,2})[-/.月](\d{1,2})(?!\d)日?/);
  return short ? [short[0], nearest(+short[1], +short[2], from)] : ["", null];
}

function takeTime(text) {
  const clock = text.match(/^T?(\d{1,2}):(\d{2})(?::00)?(?:\+09:00)?$/);
  if (clock) return [+clock[1], +clock[2]];
  if (text === "正午") return [12, 0];
  const spoken = text.match(/^(午前|午後)?(\d{1,2})時(?:(\d{1,2})分|(半))?$/);
  if (!spoken) return null;
  const later = spoken[1] === "午後" && +spoken[2] < 12 ? 12 : 0;
  return [+spoken[2] + later, spoken[4] ? 30 : +(spoken[3] ?? 0)];
}

function parts(typed, from) {
  // Blanks go, but for those that keep two numbers apart: 2/1 17時 is not 2/11 7時.
  const text = typed.normalize("NFKC").trim().replace(/(?<!\d)\s+|\s+(?!\d)/g, "");
  const [used, date] = take(text, from);
  const rest = text.slice(used.length).trim();
  const weekday = rest.match(/^\(([日月火水木金土])(?:・祝|曜日?)?\)|^([日月火水木金土])曜日?/);
  const said = weekday && (weekday[1] ?? weekday[2]);
  const wrong = date && said && said !== WEEKDAYS[date.getUTCDay()];
  return { date, time: rest.slice(weekday ? weekday[0].length : 0), wrong };
}

// { value, words } of a day; value is null where it cannot be read, and words then say why.
export function readDay(typed, from = today()) {
  const { date, time, wrong } = parts(typed, from);
  if (!date || time) return { value: null, words: "" };
  if (wrong) return { value: null, words: `${sayDay(date)}です。曜日か日付を直してください。` };
  return { value: isoDay(date), words: sayDay(date) };
}

export function readMoment(typed, from = today()) {
  const { date, time, wrong } = parts(typed, from);
  if (!date) return { value: null, words: "" };
  if (wrong) return { value: null, words: `${sayDay(date)}です。曜日か日付を直してください。` };
  if (!time) return { value: null, words: `${sayDay(date)}の何時ですか。「10時」のように、時刻も書いてください。` };
  const clock = takeTime(time);
  if (!clock || clock[0] > 23 || clock[1] > 59) return { value: null, words: "" };
  const words = `${two(clock[0])}:${two(clock[1])}`;
  return { value: `${isoDay(date)}T${words}+09:00`, words: `${sayDay(date)} ${words}` };
}

export function sayDay(date) {
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日（${WEEKDAYS[date.getUTCDay()]}）`;
}

// How a value from a file stands in the control: as a person would have typed it.
export function asTyped(value) {
  const whole = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::00)?\+09:00)?$/.exec(value);
  if (!whole) return value;
  const day = `${whole[1]}年${+whole[2]}月${+whole[3]}日`;
  return whole[4] ? `${day} ${+whole[4]}:${whole[5]}` : day;
}
