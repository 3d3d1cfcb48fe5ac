// Runs before the first paint, so that a chosen colour scheme never flashes.
try {
  const chosen = localStorage.getItem("paperdex-scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
} catch {
  // Storage is forbidden here: the system's scheme it is.
}
