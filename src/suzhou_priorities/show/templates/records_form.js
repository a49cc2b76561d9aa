"use strict";
// A page of records at work: form, address and list go together; the browser's way back leads through what was chosen.
//
// A page brings:
//   kept()                        names of the fields that stand in the address, in their order
//   fixed                         those of them that narrow nothing down
//   prepare(asked)                called when the form was emptied, with what the address asks for
//   settle()                      called when something was chosen: what follows from it in the form
//   find(chosen)                  the rows that fit
//   item(row, parts)              a row as an element; `parts` are what is searched for
//   counts(chosen, found, listed) what is said of the rows
//   shown(chosen, parts)          called when the list was made
//   table(chosen)                 name and columns of the table to download
function recordsPage({ kept, fixed = [], prepare = () => {}, settle = () => {}, find, item, counts, shown = () => {}, table }) {
  const { data, gap, number, fill, listed, element, partsOf, csv, download } = records;
  const at = (id) => document.getElementById(id);
  const form = at("filters");
  const fields = form.elements;
  let found = [];
  let shownRows = 0;
  let ignored = []; // what the address asks for and the page does not know
  let isTyping = false;

  // ---- Form ----

  function readForm() {
    return Object.fromEntries(kept().map((key) => {
      const field = fields[key];
      return [key, field.type === "checkbox" ? field.checked && !field.disabled : field.value.trim()];
    }));
  }

  function clear(asked = new URLSearchParams()) {
    form.reset();
    ignored = [];
    prepare(asked);
  }

  function put(key, value) {
    if (fields[key].type === "checkbox") fields[key].checked = value === true || value === "1";
    else fields[key].value = value || "";
  }

  function isKnown(key, value) {
    if (!kept().includes(key)) return false;
    const field = fields[key];
    if (field.type === "search") return true;
    if (field.type === "checkbox") return ["", "0", "1"].includes(value);
    return !value || [...(field.options ?? field)].some((option) => option.value === value);
  }

  // ---- Address ----

  function readAddress() {
    const asked = new URLSearchParams(isPlace() ? "" : location.hash.slice(1));
    clear(asked);
    for (const [key, value] of asked) {
      if (isKnown(key, value)) put(key, value);
      else ignored.push(value ? `${key}=${value}` : key);
    }
    settle();
  }

  function writeAddress(chosen, isNew) {
    const parts = kept().filter((key) => chosen[key])
      .map((key) => `${key}=${encodeURIComponent(chosen[key] === true ? "1" : chosen[key])}`);
    const hash = parts.length ? `#${parts.join("&")}` : "";
    if (hash !== location.hash) {
      history[isNew ? "pushState" : "replaceState"](null, "", hash || location.href.split("#")[0]);
    }
    const otherLanguage = document.querySelector("header a[hreflang]");
    if (otherLanguage) otherLanguage.hash = hash;
  }

  // A link within the page (to its content) is no choice.
  const isPlace = () => Boolean(at(location.hash.slice(1)));

  // ---- What is shown ----

  function update(isNew = false) {
    const chosen = readForm();
    const parts = partsOf(chosen.word);
    found = find(chosen);
    shownRows = 0;
    at("rows").replaceChildren();
    list(chosen, parts);
    at("chosen").textContent = describe(chosen);
    at("download").disabled = !found.length;
    at("instead").replaceChildren(...(found.length ? [] : offers(chosen, parts)));
    writeAddress(chosen, isNew);
    shown(chosen, parts);
  }

  function list(chosen, parts) {
    const items = found.slice(shownRows, shownRows + data.atOnce).map((row) => item(row, parts));
    shownRows += items.length;
    at("rows").append(...items);
    at("more").hidden = shownRows === found.length;
    at("more").textContent = fill("more", { n: number(Math.min(data.atOnce, found.length - shownRows)) });
    const said = [counts(chosen, found, shownRows)];
    if (ignored.length) said.unshift(fill("ignored", { what: listed(ignored, "list_comma") }));
    at("count").textContent = said.join(gap);
    return items;
  }

  const nameOf = (key) =>
    fields[key].type === "checkbox"
      ? data.texts[key]
      : fill("pair", { name: data.texts[key], value: fields[key].selectedOptions[0].textContent });
  const wordOf = (value) => fill("pair", { name: data.texts.word_short, value });
  const isAsked = (chosen) => kept().filter((key) => chosen[key] && !fixed.includes(key) && key !== "word");

  function describe(chosen) {
    const parts = isAsked(chosen).map(nameOf);
    if (chosen.word) parts.push(wordOf(chosen.word));
    return parts.length ? fill("chosen", { what: listed(parts, "list_semicolon") }) : "";
  }

  // When nothing fits: what could be given up, each filter and each word, and how much would fit then.
  function offers(chosen, parts) {
    const words = parts.map((part) => ({
      key: "word", value: parts.filter((other) => other !== part).map((other) => other.said).join(" "), name: wordOf(part.said),
    }));
    const others = isAsked(chosen).map((key) => ({ key, value: "", name: nameOf(key) }));
    return [...words, ...others]
      .map((offer) => ({ ...offer, n: find({ ...chosen, [offer.key]: offer.value }).length }))
      .filter(({ n }) => n)
      .sort((one, other) => other.n - one.n)
      .map(({ key, value, name, n }) => {
        const button = element("button", "", fill("instead", { what: name, n: number(n) }));
        button.type = "button";
        button.addEventListener("click", () => {
          put(key, value);
          now();
          at("count").focus();
        });
        return element("li", "", button);
      });
  }

  // ---- What the reader does ----

  function more() {
    const chosen = readForm();
    const items = list(chosen, partsOf(chosen.word));
    if (at("more").hidden) items[0].querySelector("a, button").focus();
  }

  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    // One step back leads to what was there before a word was written, not through its letters.
    waiting = setTimeout(() => { now(!isTyping); isTyping = true; }, 150);
  }

  function now(isNew = true) {
    clearTimeout(waiting);
    isTyping = false;
    ignored = [];
    settle();
    update(isNew);
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); now(!isTyping); });
  form.addEventListener("change", (event) => now(event.target !== fields.word || !isTyping));
  fields.word.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  fields.word.addEventListener("compositionend", later);
  at("clear").addEventListener("click", () => { clear(); now(); });
  at("download").addEventListener("click", () => {
    const { name, columns } = table(readForm());
    download(name, csv(columns, found));
  });
  at("more").addEventListener("click", more);
  addEventListener("hashchange", () => {
    if (isPlace()) return writeAddress(readForm(), false);
    isTyping = false;
    readAddress();
    return update();
  });
  at("filter-box").hidden = at("results").hidden = false;
  // On a phone, who comes from a figure sees the rows first.
  at("filter-box").open = !location.hash || innerWidth > 640;
  readAddress();
  update();
  return { now, put };
}
