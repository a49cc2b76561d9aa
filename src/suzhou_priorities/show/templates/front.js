"use strict";
// The search box leads to the page of all sentences, which does the searching.
document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const word = document.getElementById("word").value.trim();
  const page = event.currentTarget.dataset.page;
  location.href = word ? `${page}#word=${encodeURIComponent(word)}` : page;
});
