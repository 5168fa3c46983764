// Adds to pages that work without it: marks and entries answer to one another, and forms leave out what is empty.
"use strict";

(() => {
  // A filter left empty does not clutter the address that is sent to a colleague.
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", () => {
      for (const field of form.querySelectorAll("input, select")) {
        if (!field.value) field.disabled = true;
      }
    });
  }
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form :disabled")) field.disabled = false;
  });

  const text = document.querySelector(".text");
  if (!text) return;

  const marks = [...text.querySelectorAll(".m")];
  const cards = [...document.querySelectorAll(".cards > li")];
  const numbers = (mark) => [...mark.classList].filter((name) => /^n\d+$/.test(name)).map((name) => +name.slice(1));
  const light = (number, name, on) => {
    for (const mark of text.getElementsByClassName(`n${number}`)) mark.classList.toggle(name, on);
    if (cards[number]) cards[number].classList.toggle(name, on);
  };

  // Pointing at a mark or an entry shows what belongs to it on the other side.
  for (const mark of marks) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
      mark.addEventListener(event, () => numbers(mark).forEach((number) => light(number, "near", on)));
    }
  }
  cards.forEach((card, number) => {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false]]) {
      card.addEventListener(event, () => light(number, "near", on));
    }
  });

  // `#c120-168` is any stretch of characters, also one where no entry stands: light up the pieces it touches.
  const show = () => {
    for (const lit of document.querySelectorAll(".chosen")) lit.classList.remove("chosen");
    const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
    if (!place || document.getElementById(location.hash.slice(1))) return;
    const [start, end] = [+place[1], +place[2]];
    const touched = marks.filter((mark) => {
      const at = +mark.dataset.at;
      return at < end && at + [...mark.textContent].length > start;
    });
    touched.forEach((mark) => mark.classList.add("chosen"));
    if (touched[0]) touched[0].scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", show);
  show();
})();
