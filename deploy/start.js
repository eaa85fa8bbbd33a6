// Runs in the head of every page, before Streamlit's own script; deploy/opening.py puts it there.
(() => {
  const { base, greetings } = document.currentScript.dataset;
  const spoken = JSON.parse(greetings);
  const asked = () => new URLSearchParams(location.search);

  // Streamlit would look for its server below the page's own address first, and log what it does not find.
  window.__streamlit = { BACKEND_BASE_URL: new URL(`${base}/`, location.origin).href };

  // What Streamlit would remember of a theme chosen in its menu, which is not shown here; the address chooses.
  const theme = asked().get("theme") === "dark" ? "dark" : "light";
  document.documentElement.dataset.theme = theme; // for pages/shared/style.css
  try {
    const name = theme === "dark" ? "Dark" : "Light";
    localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(name));
  } catch { /* no storage: the theme follows the system */ }

  // Tables on canvas and labels on maps take a font only if it is there when they are drawn.
  for (const weight of [400, 700]) document.fonts.load(`${weight} 14px 'Quality Sans'`, "A中✔≥");

  const speak = () => {
    const [first] = Object.keys(spoken);
    const { code, skip: words } = spoken[asked().get("language")] ?? spoken[first];
    document.documentElement.lang = code;
    const link = document.querySelector("[data-testid=stSkipToContent]"); // Streamlit's, in English only
    if (link) link.textContent = words;
  };
  speak();
  // The title is written anew in the language of the page.
  new MutationObserver(speak).observe(document.querySelector("title"), { childList: true });
})();
