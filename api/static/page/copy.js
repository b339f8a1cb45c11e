// Buttons that copy an address or a command, and say that they did.
export function copyButtons(root) {
  for (const button of root.querySelectorAll("[data-copy], [data-copy-address]")) {
    button.addEventListener("click", () => copy(button, button.dataset.copy ? document.getElementById(button.dataset.copy).textContent : location.href));
  }
}

async function copy(button, text) {
  const told = button.closest("section").querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied.";
    button.textContent = "Copied";
  } catch {
    told.textContent = "The browser does not allow it: select the text and copy it.";
    told.classList.remove("unseen");
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2_000);
}
