// Runs before the first paint, so that a chosen colour scheme never flashes.
const chosen = localStorage.getItem("paperdex-scheme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
