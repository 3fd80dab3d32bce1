// Runs before the page is drawn, so that a theme the reader chose does not arrive late.
try {
  const theme = localStorage.getItem("tidepool-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's wish decides then.
}
