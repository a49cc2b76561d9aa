"use strict";
// Which sentences are chosen. What a sentence looks like stands in sentences_rows.js, how a page of records works in
// records_form.js.
(() => {
  const { data, gap, number, fill, partsOf, holds } = records;
  const { rows, headings, item, headingItem, columns } = sentences;
  const HEADINGS_AT_ONCE = 8;
  const at = (id) => document.getElementById(id);
  const fields = at("filters").elements;
  const selects = Object.keys(data.choices);
  const order = [
    "document", "domain", "second", "function", "horizon", "passage", "counted", "figure", "force", "testability", "word",
  ].filter((key) => fields[key]);
  const charactersOf = (some) => number(some.reduce((sum, row) => sum + row.characters, 0));
  let ownCounted = false; // what the reader chose before a passage implied it
  let allHeadings = false;

  // A passage has none but counted sentences: the box shows it, and gets back what the reader had chosen.
  function implyCounted() {
    const implied = fields.passage.value !== "";
    if (implied === fields.counted.disabled) return;
    if (implied) ownCounted = fields.counted.checked;
    fields.counted.checked = implied || ownCounted;
    fields.counted.disabled = implied;
  }

  function prepare() {
    fields.counted.disabled = ownCounted = false;
  }

  function placesOf(chosen) {
    const asked = selects.filter((key) => chosen[key]);
    return Object.fromEntries(asked.map((key) => [key, data.choices[key].findIndex(([code]) => code === chosen[key])]));
  }

  function find(chosen) {
    const { domain, force, testability, ...plain } = placesOf(chosen);
    const keys = Object.keys(plain);
    const parts = partsOf(chosen.word);
    const onlyCounted = chosen.counted || (fields.counted.disabled && ownCounted);
    return rows.filter((row) =>
      keys.every((key) => row[key] === plain[key]) &&
      (domain === undefined || row.domain === domain || (chosen.second && row.second === domain)) &&
      (!onlyCounted || row.passage >= 0) &&
      (!chosen.figure || row.figures > 0) &&
      (force === undefined && testability === undefined || promised(row, force, testability)) &&
      holds(row, parts));
  }

  // How many promises of a sentence are of a kind: force and testability are asked of one promise, not of two.
  function promised(row, wantedForce, wantedTestability) {
    return row.promises.filter(([, force, testability]) =>
      (wantedForce === undefined || force === wantedForce) &&
      (wantedTestability === undefined || testability === wantedTestability)).length;
  }

  function counts(chosen, found, listed) {
    const all = { all_sentences: number(rows.length), all_characters: charactersOf(rows) };
    const own = { sentences: number(found.length), characters: charactersOf(found) };
    const said = [];
    if (!rows.length) said.push(data.texts.empty);
    else if (!found.length) said.push(fill("nothing", all));
    else if (found.length === rows.length) said.push(fill("shown_all", own));
    else said.push(fill(found.length === 1 ? "shown_one" : "shown", { ...own, ...all }));
    const { force, testability } = placesOf(chosen);
    if (found.length && (force !== undefined || testability !== undefined)) {
      said.push(fill("promises_of_kind", { n: number(found.reduce((sum, row) => sum + promised(row, force, testability), 0)) }));
    }
    const others = chosen.domain && !chosen.second ? find({ ...chosen, second: true }).length - found.length : 0;
    if (others) said.push(fill("second_too", { n: number(others) }));
    if (listed < found.length) said.push(fill("shown_part", { listed: number(listed) }));
    return said.join(gap);
  }

  // Headings have no codes: they are listed where a word is searched and nothing else is asked, but for the document.
  function showHeadings(chosen, parts) {
    const asked = order.some((key) => chosen[key] && !["document", "word"].includes(key));
    const place = placesOf(chosen).document;
    const found = asked || !parts.length ? [] : headings.filter((row) =>
      (place === undefined || row.document === place) && holds(row, parts));
    const listed = found.slice(0, allHeadings ? found.length : HEADINGS_AT_ONCE);
    at("headings").hidden = !found.length;
    at("headings-count").textContent = fill("headings", { n: number(found.length) });
    at("heading-rows").replaceChildren(...listed.map((row) => headingItem(row, parts)));
    at("all-headings").hidden = listed.length === found.length;
    at("all-headings").textContent = fill("all_headings", { n: number(found.length) });
    at("all-headings").onclick = () => {
      allHeadings = true;
      showHeadings(chosen, parts);
      at("heading-rows").children[HEADINGS_AT_ONCE].querySelector("a").focus();
      allHeadings = false;
    };
  }

  recordsPage({
    kept: () => order,
    prepare,
    settle: implyCounted,
    find,
    item,
    counts,
    shown: showHeadings,
    table: () => ({ name: "sentences.csv", columns }),
  });
})();
