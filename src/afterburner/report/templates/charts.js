// Draws the charts of a page from its data, and again when the theme changes. Texts of strangers are data to it, never markup or code.
const charts = (function () {
  "use strict";
  const MIN_LABEL = 110;
  const LABEL_SHARE = 0.36;
  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();

  // What was drawn last wins: drawing takes a moment, in which something else may have been asked for.
  function turnOf(place) {
    const last = drawn.get(place);
    last?.view?.finalize();
    const turn = (last?.turn ?? 0) + 1;
    drawn.set(place, { turn });
    return turn;
  }

  function draw(place, spec, palettes, datasets) {
    const theme = dark.matches ? "dark" : "light";
    const base = data.themes[theme];
    const axis = { ...base.axis, labelLimit: Math.max(MIN_LABEL, LABEL_SHARE * place.clientWidth) };
    // The configuration names a colour for each place of the series' scale.
    const config = { ...base, axis, range: { category: palettes[theme] } };
    const whole = { ...spec, datasets: { ...spec.datasets, ...datasets } };
    const options = { actions: false, ast: true, renderer: "svg", defaultStyle: false, config, tooltip: { theme } };
    const turn = turnOf(place);
    vegaEmbed(place, whole, options).then(
      (made) => {
        if (drawn.get(place).turn === turn) drawn.set(place, { turn, view: made.view });
        else made.view.finalize();
      },
      (error) => { say(place, "This chart can't be drawn: " + error.message); },
    );
  }

  function say(place, text) {
    turnOf(place);
    place.textContent = text;
  }

  function drawFigures() {
    for (const place of document.querySelectorAll("[data-chart]")) {
      const chart = data.charts[Number(place.dataset.chart)];
      draw(place, chart.spec, chart.palettes);
    }
  }

  dark.addEventListener("change", drawFigures);
  drawFigures();
  return { data, dark, draw, say };
})();
