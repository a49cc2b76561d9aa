"use strict";
// The sentences of the page, and what is shown and downloaded of each.
const sentences = (() => {
  const { data, gap, fill, listed, element, chinese, named, fold, marked, spansOf, hits } = records;
  const rows = data.rows.map(readRow);
  const headings = data.sections.map(([doc, id, numeral, heading]) => ({
    document: doc, id, text: `${numeral}${/[、）]$/.test(numeral) || !numeral ? "" : " "}${heading}`, heading,
  }));

  function readRow(cells) {
    const [doc, id, section, text, domain, second, action, horizon, passage, characters, score, own, above, before, promises, figures] = cells;
    return {
      document: doc, id, heading: section < 0 ? "" : data.sections[section][3], text, domain, second, function: action, horizon,
      passage, characters, score, own, above, before, promises, figures,
    };
  }

  const nameOf = (kind, place) => (place < 0 ? "" : data.choices[kind][place][1]);
  const addressOf = (row) => `${data.pages[row.document]}#${encodeURIComponent(row.id)}`;
  const terms = (text, words, kind) =>
    ({ spans: spansOf(text, words.map(fold)), wrap: (piece) => element("span", kind, piece) });

  // A sentence as an item of the list; `parts` are what is searched for.
  function item(row, parts) {
    const link = named("a", "", nameOf("document", row.document));
    link.href = addressOf(row);
    const where = element("p", "where", link, " ", element("span", "id", row.id));
    if (row.heading) {
      where.append(" ", chinese("span", "heading", ...marked(row.heading, [terms(row.heading, row.above, "term above")])));
    }
    const layers = [terms(row.text, row.own, "term"), hits(row.text, parts.map(({ folded }) => folded))];
    const said = chinese("p", "said", ...marked(row.text, layers));
    const made = element("li", "", where, said, element("ul", "codes", ...codesOf(row)));
    if (row.promises.length) made.append(promisesItem(row));
    return made;
  }

  // A heading in which something was found.
  function headingItem(row, parts) {
    const link = chinese("a", "", ...marked(row.text, [hits(row.text, parts.map(({ folded }) => folded))]));
    link.href = addressOf(row);
    return element("li", "", link, " ", named("span", "where", nameOf("document", row.document)));
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
    if (row.before.length) items.push(element("li", "before", "← ", chinese("span", "", row.before.join("、"))));
    return items;
  }

  // Promises alike in force and testability are told together.
  function promiseGroups(row) {
    const groups = new Map();
    for (const [verb, force, testability, negated] of row.promises) {
      const key = `${force} ${testability} ${negated}`;
      if (!groups.has(key)) groups.set(key, { force, testability, negated, verbs: new Set() });
      groups.get(key).verbs.add(verb);
    }
    return [...groups.values()].map(({ force, testability, negated, verbs }) => ({
      verbs: [...verbs].join("、"),
      codes: fill(negated ? "promise_negated" : "promise", { force: nameOf("force", force), testability: nameOf("testability", testability) }),
    }));
  }

  const promisesOf = (row) => listed(promiseGroups(row).map(({ verbs, codes }) => verbs + gap + codes), "list_semicolon");

  function promisesItem(row) {
    const pieces = promiseGroups(row).flatMap(({ verbs, codes }, place) =>
      [place ? data.texts.list_semicolon : data.texts.promises, gap, chinese("span", "", verbs), gap, codes]);
    return element("p", "promises", ...pieces);
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
    score: (row) => row.score,
    terms: (row) => [
      ...row.own, ...row.above.map((term) => `↑${term}`), ...row.before.map((term) => `←${term}`),
    ].join("；"),
    figures: (row) => row.figures,
    promises: promisesOf,
    address: addressOf,
  };
  const columns = Object.entries(COLUMNS).map(([key, read]) => [data.texts[`csv_${key}`], read]);

  return { rows, headings, item, headingItem, columns };
})();
