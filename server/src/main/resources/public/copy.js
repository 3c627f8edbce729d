// Shows the copy buttons, which do nothing without a script, and says when something was copied. One listener for all,
// because a live page brings new buttons.
document.documentElement.classList.add("scripted");
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copies]");
  if (button === null || button.textContent === "Copied") {
    return;
  }
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
  const word = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = word; }, 2000);
});
