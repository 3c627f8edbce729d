// Draws the TeX that the page holds as text. KaTeX builds elements and sets their styles one by one, which a
// Content-Security-Policy without 'unsafe-inline' allows; writing its HTML as a string would not be allowed.
for (const place of document.querySelectorAll(".math")) {
  const tex = place.textContent;
  try {
    katex.render(tex, place, { displayMode: place.tagName === "DIV", throwOnError: true });
    place.classList.add("math--drawn");
  } catch (problem) {
    place.textContent = tex;
    console.error("cannot draw the formula", tex, problem);
  }
}
