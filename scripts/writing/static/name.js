// A post's id from its day and title: 冬のオンライン移住相談会 on 10 December → 20261210-fuyu-online-iju.

import { isoDay, today } from "./dates.js";

const WORDS = {
  移住: "iju", 定住: "teiju", 相談: "soudan", 体験: "taiken", 暮らし: "kurashi", くらし: "kurashi", 募集: "boshu", 説明: "setsumei",
  祭: "matsuri", まつり: "matsuri", 冬: "fuyu", 春: "haru", 夏: "natsu", 秋: "aki", 雪: "yuki", 森: "mori", 海: "umi", 町: "machi",
  村: "mura", 訂正: "teisei", オンライン: "online", イベント: "event", フェア: "fair", セミナー: "seminar", ツアー: "tour", 見学: "kengaku",
  仕事: "shigoto", 先輩: "senpai", 道路: "douro", 注意: "chui", 写真: "photo", コンテスト: "contest", 開催: "kaisai", 子育て: "kosodate",
  東京: "tokyo", 札幌: "sapporo", 北海道: "hokkaido", 関係人口: "kankei", 農業: "nougyou", 漁業: "gyogyou", 食: "shoku", お試し: "otameshi",
  おためし: "otameshi", 年末: "nenmatsu", 新年: "shinnen", 変更: "henko", 中止: "chushi", 延期: "enki", 講座: "kouza", 交流: "kouryu",
};
const LONGEST = 3; // words

export function wordsOf(title) {
  const pattern = new RegExp(`${Object.keys(WORDS).sort((a, b) => b.length - a.length).join("|")}|[A-Za-z0-9]{2,}`, "g");
  const found = title.normalize("NFKC").match(pattern) ?? [];
  return [...new Set(found.map((word) => WORDS[word] ?? word.toLowerCase()))].slice(0, LONGEST);
}

export function makeId(day, title, otherwise) {
  const date = (day ?? isoDay(today())).slice(0, 10).replaceAll("-", "");
  return `${date}-${wordsOf(title).join("-") || otherwise || "post"}`;
}
