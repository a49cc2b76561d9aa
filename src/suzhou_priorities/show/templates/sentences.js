"use strict";
// Which sentences are chosen: the form, the address and the list go together. What a sentence looks like stands in
// sentences_rows.js.
(() => {
  const { data, rows, fold, fill, element, item, csv } = sentences;
  const at = (id) => document.getElementById(id);
  const form = at("filters");
  const fields = form.elements;
  const selects = Object.keys(data.choices);
  const checks = ["second", "counted"];
  const order = ["document", "domain", "second", "function", "horizon", "passage", "counted", "force", "testability", "word"];
  const number = (value) => value.toLocaleString("en-US");
  const charactersOf = (some) => number(some.reduce((sum, row) => sum + row.characters, 0));
  let found = [];
  let others = 0; // sentences that fit but for their domain, which is the second one
  let listed = 0;
  let ignored = []; // what the address asks for and the page does not know
  let ownCounted = false; // what the reader chose before a passage implied it

  // ---- Form and address ----

  function readForm() {
    const chosen = { word: fields.word.value.trim() };
    for (const key of selects) chosen[key] = fields[key].value;
    for (const key of checks) chosen[key] = fields[key].checked && !fields[key].disabled;
    return chosen;
  }

  function clear() {
    form.reset();
    fields.counted.disabled = ownCounted = false;
    ignored = [];
  }

  function readAddress() {
    clear();
    for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
      if (selects.includes(key) && (!value || data.choices[key].some(([code]) => code === value))) fields[key].value = value;
      else if (checks.includes(key) && ["", "0", "1"].includes(value)) fields[key].checked = value === "1";
      else if (key === "word") fields.word.value = value;
      else ignored.push(value ? `${key}=${value}` : key);
    }
    implyCounted();
  }

  function writeAddress(chosen) {
    const parts = order.filter((key) => chosen[key])
      .map((key) => `${key}=${encodeURIComponent(chosen[key] === true ? "1" : chosen[key])}`);
    const hash = parts.length ? `#${parts.join("&")}` : "";
    if (hash !== location.hash) history.replaceState(null, "", hash || location.href.split("#")[0]);
    const otherLanguage = document.querySelector("header nav a[hreflang]");
    if (otherLanguage) otherLanguage.hash = hash;
  }

  // A passage has none but counted sentences: the box shows it, and gets back what the reader had chosen.
  function implyCounted() {
    const implied = fields.passage.value !== "";
    if (implied === fields.counted.disabled) return;
    if (implied) ownCounted = fields.counted.checked;
    fields.counted.checked = implied || ownCounted;
    fields.counted.disabled = implied;
  }

  // ---- The choice ----

  const searched = (chosen) => [...new Set(fold(chosen.word).split(/\s+/).filter(Boolean))];

  function placesOf(chosen) {
    const asked = selects.filter((key) => chosen[key]);
    return Object.fromEntries(asked.map((key) => [key, data.choices[key].findIndex(([code]) => code === chosen[key])]));
  }

  function choose(chosen) {
    const { domain, force, testability, ...plain } = placesOf(chosen);
    const keys = Object.keys(plain);
    const words = searched(chosen);
    const fitting = rows.filter((row) =>
      keys.every((key) => row[key] === plain[key]) &&
      (!chosen.counted || row.passage >= 0) &&
      (force === undefined && testability === undefined || promised(row, force, testability)) &&
      words.every((word) => row.folded.includes(word)));
    if (domain === undefined) return [fitting, 0];
    const either = fitting.filter((row) => row.domain === domain || row.second === domain);
    if (chosen.second) return [either, 0];
    const first = either.filter((row) => row.domain === domain);
    return [first, either.length - first.length];
  }

  // How many promises of a sentence are of a kind: force and testability are asked of one promise, not of two.
  function promised(row, wantedForce, wantedTestability) {
    return row.promises.filter(([, force, testability]) =>
      (wantedForce === undefined || force === wantedForce) &&
      (wantedTestability === undefined || testability === wantedTestability)).length;
  }

  // ---- What is shown ----

  function update() {
    const chosen = readForm();
    [found, others] = choose(chosen);
    listed = 0;
    at("rows").replaceChildren();
    list(chosen);
    at("chosen").textContent = describe(chosen);
    at("download").disabled = !found.length;
    writeAddress(chosen);
  }

  function list(chosen) {
    const words = searched(chosen);
    const items = found.slice(listed, listed + data.atOnce).map((row) => item(row, words));
    listed += items.length;
    at("rows").append(...items);
    at("more").hidden = listed === found.length;
    at("more").textContent = fill("more", { n: number(Math.min(data.atOnce, found.length - listed)) });
    at("count").textContent = counts();
    return items;
  }

  function counts() {
    const all = { all_sentences: number(rows.length), all_characters: charactersOf(rows) };
    const said = ignored.length ? [fill("ignored", { what: ignored.join(data.texts.list_comma) })] : [];
    const own = { sentences: number(found.length), characters: charactersOf(found) };
    if (!rows.length) said.push(data.texts.empty);
    else if (!found.length) said.push(fill("nothing", all));
    else if (found.length === rows.length) said.push(fill("shown_all", own));
    else said.push(fill(found.length === 1 ? "shown_one" : "shown", { ...own, ...all }));
    const { force, testability } = placesOf(readForm());
    if (found.length && (force !== undefined || testability !== undefined)) {
      said.push(fill("promises_of_kind", { n: number(found.reduce((sum, row) => sum + promised(row, force, testability), 0)) }));
    }
    if (others) said.push(fill("second_too", { n: number(others) }));
    if (listed < found.length) said.push(fill("shown_part", { listed: number(listed) }));
    return said.join(document.documentElement.lang === "en" ? " " : "");
  }

  function describe(chosen) {
    const parts = selects.filter((key) => chosen[key])
      .map((key) => fill("pair", { name: data.texts[key], value: fields[key].selectedOptions[0].textContent }));
    if (chosen.word) parts.push(fill("pair", { name: data.texts.word_short, value: chosen.word }));
    parts.push(...checks.filter((key) => chosen[key]).map((key) => data.texts[key]));
    return parts.length ? fill("chosen", { what: parts.join(data.texts.list_semicolon) }) : "";
  }

  function download() {
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([csv(found)], { type: "text/csv;charset=utf-8" }));
    link.download = "sentences.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function more() {
    const items = list(readForm());
    if (at("more").hidden) items[0].querySelector("a").focus();
  }

  // ---- What the reader does ----

  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(now, 150);
  }

  function now() {
    clearTimeout(waiting);
    ignored = [];
    implyCounted();
    update();
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); now(); });
  form.addEventListener("change", now);
  fields.word.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  fields.word.addEventListener("compositionend", later);
  at("clear").addEventListener("click", () => { clear(); now(); });
  at("download").addEventListener("click", download);
  at("more").addEventListener("click", more);
  addEventListener("hashchange", () => { readAddress(); update(); });
  at("filter-box").hidden = at("results").hidden = false;
  // On a phone, who comes from a figure sees the sentences first.
  at("filter-box").open = !location.hash || innerWidth > 640;
  readAddress();
  update();
})();
