"use strict";
// What the pages of records (all sentences, the explorer) have in common: the data of the page, how text is searched and
// marked, tables to download. The data stand in the page as JSON (see record_pages.py); all text of documents enters the
// page as text, never as HTML.
const records = (() => {
  const data = JSON.parse(document.getElementById("records-data").textContent);

  const isEnglish = document.documentElement.lang === "en";
  const number = (value) => value.toLocaleString("en-US");
  const fill = (key, gaps = {}) =>
    data.texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? gaps[name] : whole));

  // Items of a running text; in English a space follows the sign between them.
  const gap = isEnglish ? " " : "";
  const listed = (items, key) => items.join(data.texts[key] + gap);

  function element(tag, kind, ...children) {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  }

  // Text of a document, whose language the page says.
  function chinese(tag, kind, ...children) {
    const made = element(tag, kind, ...children);
    made.lang = "zh-CN";
    return made;
  }

  // A name, which may be a Chinese one on a page in English.
  const named = (tag, kind, name) =>
    (isEnglish && /[\u4e00-\u9fff]/.test(name) ? chinese : element)(tag, kind, name);

  // ---- Search ----

  // Wide and narrow forms, capitals, kinds of quotation marks, traditional and simplified characters are alike; spaces
  // do not count.
  const [variants, plain] = data.script.map((signs) => [...signs]);
  const forms = new Map(variants.map((sign, place) => [sign, plain[place]]));
  const unusual = new RegExp(`[^\\u4e00-\\u9fff]|[${variants.join("")}]`, "gu");
  const folds = new Map();

  function foldSign(sign) {
    let folded = folds.get(sign);
    if (folded === undefined) {
      if ("“”„「」＂".includes(sign)) folded = '"';
      else if ("‘’『』".includes(sign)) folded = "'";
      else folded = forms.get(sign) ?? sign.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
      folds.set(sign, folded);
    }
    return folded;
  }

  const fold = (text) => text.replace(unusual, foldSign);

  // Whether all parts occur in a row's text; rows are folded when something is searched for the first time.
  function holds(row, parts) {
    if (!parts.length) return true;
    row.folded ??= fold(row.text);
    return parts.every(({ folded }) => row.folded.includes(folded));
  }

  // What a reader looks for: words parted by spaces, and phrases within quotation marks, which hold together.
  const PART = /["“”„＂「」『』]([^"“”„＂「」『』]*)(?:["“”„＂「」『』]|$)|[^\s"“”„＂「」『』]+/gu;
  function partsOf(query) {
    const found = new Map();
    for (const [said, phrase] of query.matchAll(PART)) {
      const folded = fold(phrase ?? said);
      if (folded && !found.has(folded)) found.set(folded, { said, folded });
    }
    return [...found.values()];
  }

  // Where parts stand in a text, as pairs of offsets.
  function spansOf(text, parts) {
    if (!parts.length) return [];
    const starts = [];
    const ends = [];
    let folded = "";
    let place = 0;
    for (const sign of text) {
      const own = /[\u4e00-\u9fff]/.test(sign) && !forms.has(sign) ? sign : foldSign(sign);
      for (let one = 0; one < own.length; one += 1) {
        starts.push(place);
        ends.push(place + sign.length);
      }
      folded += own;
      place += sign.length;
    }
    const spans = [];
    for (const part of parts) {
      for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + 1)) {
        spans.push([starts[at], ends[at + part.length - 1]]);
      }
    }
    return spans;
  }

  // The pieces of a text; each layer ({spans, wrap}) puts its element around the stretches it names, later ones outside.
  function marked(text, layers) {
    const flags = new Uint8Array(text.length);
    layers.forEach(({ spans }, bit) => {
      for (const [start, end] of spans) for (let one = start; one < end; one += 1) flags[one] |= 1 << bit;
    });
    const pieces = [];
    for (let start = 0, end = 0; start < text.length; start = end) {
      while (end < text.length && flags[end] === flags[start]) end += 1;
      let piece = text.slice(start, end);
      layers.forEach(({ wrap }, bit) => { if (flags[start] & (1 << bit)) piece = wrap(piece); });
      pieces.push(piece);
    }
    return pieces;
  }

  const hits = (text, parts) => ({ spans: spansOf(text, parts), wrap: (piece) => element("mark", "hit", piece) });

  // ---- Tables to download ----

  // Rows as CSV that spreadsheet programs open right: with a byte order mark, no cell that acts as a formula.
  function csv(columns, rows) {
    const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, read]) => read(row)))];
    return `\ufeff${lines.map((cells) => cells.map(cell).join(",")).join("\n")}\n`;
  }

  function cell(value) {
    const text = typeof value === "string" && /^[=+\-@\t\r]|^[＝＋－＠]\S/.test(value) ? `'${value}` : String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function download(name, content) {
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  return { data, isEnglish, gap, number, fill, listed, element, chinese, named, fold, partsOf, holds, spansOf, marked, hits, csv, download };
})();
