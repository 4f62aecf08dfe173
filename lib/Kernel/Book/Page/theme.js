// Before the first paint: a reader who chose dark shall not see a flash of light.
try {
  const theme = localStorage.getItem("book-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's choice counts.
}
