"use strict";
// The sentences of the page and what is shown of each. They stand in the page as JSON (see sentences_page.py); all text
// of documents enters the page as text, never as HTML.
const sentences = (() => {
  const data = JSON.parse(document.getElementById("sentences-data").textContent);
  const rows = data.rows.map(readRow);

  function readRow(cells) {
    const [doc, id, heading, text, domain, second, action, horizon, passage, characters, score, own, above, before, promises] = cells;
    return {
      document: doc, id, heading: data.headings[heading], text, domain, second, function: action, horizon, passage,
      characters, score, own, above, before, promises, folded: fold(text),
    };
  }

  // Wide and narrow forms, capitals and kinds of quotation marks are alike; every character keeps its place.
  function fold(text) {
    return text.replace(/[^\u4e00-\u9fff]/g, (sign) => {
      if ("“”„".includes(sign)) return '"';
      if ("‘’".includes(sign)) return "'";
      const plain = sign.normalize("NFKC").toLowerCase();
      return plain.length === 1 ? plain : sign;
    });
  }

  const fill = (key, gaps = {}) =>
    data.texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? gaps[name] : whole));
  const nameOf = (kind, place) => (place < 0 ? "" : data.choices[kind][place][1]);
  const addressOf = (row) => `${data.pages[row.document]}#${encodeURIComponent(row.id)}`;

  function element(tag, kind, ...children) {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  }

  // A sentence as an item of the list; `words` are the words searched for.
  function item(row, words) {
    const link = element("a", "", nameOf("document", row.document));
    link.href = addressOf(row);
    const where = element("p", "where", link, " ", element("span", "id", row.id));
    if (row.heading) {
      const heading = element("span", "heading", ...marked(row.heading, row.above, [], "term above"));
      heading.lang = "zh-CN";
      where.append(" ", heading);
    }
    const said = element("p", "said", ...marked(row.text, row.own, words, "term"));
    said.lang = "zh-CN";
    const made = element("li", "", where, said, element("ul", "codes", ...codesOf(row)));
    if (row.promises.length) made.append(element("p", "promises", fill("promises", { what: promisesOf(row) })));
    return made;
  }

  function codesOf(row) {
    const items = [];
    const add = (text, kind = "") => text && items.push(element("li", kind, text));
    add(nameOf("domain", row.domain), "domain");
    if (row.second >= 0) add(fill("with_second", { name: nameOf("domain", row.second) }));
    add(nameOf("function", row.function));
    add(nameOf("horizon", row.horizon));
    add(row.passage < 0 ? data.texts.not_counted : nameOf("passage", row.passage));
    // No model is certain: 1.00 is not said.
    if (row.score !== null) add(fill("probability", { p: row.score < data.almostCertain ? row.score.toFixed(2) : "> 0.99" }));
    if (row.before.length) add(`← ${row.before.join("、")}`, "before");
    return items;
  }

  // Promises alike in force and testability are told together.
  function promisesOf(row) {
    const groups = new Map();
    for (const [verb, force, testability, negated] of row.promises) {
      const key = `${force} ${testability} ${negated}`;
      if (!groups.has(key)) groups.set(key, { force, testability, negated, verbs: new Set() });
      groups.get(key).verbs.add(verb);
    }
    return [...groups.values()].map(({ force, testability, negated, verbs }) => fill(negated ? "promise_negated" : "promise", {
      verbs: [...verbs].join("、"), force: nameOf("force", force), testability: nameOf("testability", testability),
    })).join(data.texts.list_semicolon);
  }

  // The pieces of a text: deciding terms and words searched for are marked, also where they overlap.
  function marked(text, terms, words, kind) {
    const folded = fold(text);
    const flags = new Uint8Array(text.length);
    const flag = (parts, bit) => {
      for (const part of parts) {
        for (let place = folded.indexOf(part); part && place >= 0; place = folded.indexOf(part, place + 1)) {
          for (let one = place; one < place + part.length; one += 1) flags[one] |= bit;
        }
      }
    };
    flag(terms.map(fold), 1);
    flag(words, 2);
    const pieces = [];
    for (let start = 0, end = 0; start < text.length; start = end) {
      while (end < text.length && flags[end] === flags[start]) end += 1;
      const piece = text.slice(start, end);
      const term = flags[start] & 1 ? element("span", kind, piece) : piece;
      pieces.push(flags[start] & 2 ? element("mark", "", term) : term);
    }
    return pieces;
  }

  const COLUMNS = {
    doc_id: (row) => data.choices.document[row.document][0],
    sentence_id: (row) => row.id,
    document: (row) => nameOf("document", row.document),
    heading: (row) => row.heading,
    text: (row) => row.text,
    domain: (row) => nameOf("domain", row.domain),
    second: (row) => nameOf("domain", row.second),
    function: (row) => nameOf("function", row.function),
    horizon: (row) => nameOf("horizon", row.horizon),
    passage: (row) => nameOf("passage", row.passage),
    counted: (row) => data.texts[row.passage < 0 ? "not_counted" : "is_counted"],
    characters: (row) => row.characters,
    score: (row) => (row.score === null ? "" : row.score),
    terms: (row) => [
      ...row.own, ...row.above.map((term) => `↑${term}`), ...row.before.map((term) => `←${term}`),
    ].join("；"),
    promises: promisesOf,
    address: addressOf,
  };

  // Sentences as CSV that spreadsheet programs open right: with a byte order mark, no cell that acts as a formula.
  function csv(found) {
    const lines = [Object.keys(COLUMNS).map((key) => data.texts[`csv_${key}`])];
    for (const row of found) lines.push(Object.values(COLUMNS).map((read) => read(row)));
    return `\ufeff${lines.map((cells) => cells.map(cell).join(",")).join("\n")}\n`;
  }

  function cell(value) {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  return { data, rows, fold, fill, element, item, csv };
})();
