// Draws the table of targets by area and due month. The table is the data; the chart adds nothing to it.

const table = document.querySelector("#chart-table table");
const frame = document.getElementById("chart");
const swap = document.getElementById("swap");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const head = [...table.tHead.rows[0].cells].slice(1, -1).map((cell) => cell.textContent);
const rows = [...table.tBodies[0].rows];
const areas = rows.map((row) => row.cells[0].textContent);
const cells = rows.flatMap((row, y) =>
  [...row.cells].slice(1, -1).flatMap((cell, x) => {
    const link = cell.querySelector("a");
    return link ? [{ value: [x, y, Number(link.textContent)], link: link.href }] : [];
  }),
);
const type = parseFloat(getComputedStyle(document.documentElement).fontSize);
const totals = rows.map((row) => row.cells[row.cells.length - 1].textContent);
let chart;

function draw() {
  chart?.dispose();
  const face = getComputedStyle(document.body).fontFamily;
  const wide = frame.clientWidth > 700;
  frame.style.height = `${Math.max(320, rows.length * type * 2 + 90)}px`;
  chart = window.echarts.init(frame, null, { renderer: "svg" });
  const most = Math.max(...cells.map((cell) => cell.value[2]));
  const label = { color: colour("--ink"), fontFamily: face, fontSize: type - 1 };
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: face },
    grid: { left: 8, right: 40, top: wide ? 40 : 56, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: head, position: "top", axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...label, color: colour("--quiet"), interval: 0, rotate: wide ? 0 : 55 }, splitLine: { show: true, lineStyle: { color: colour("--line") } } },
    yAxis: [
      { type: "category", data: areas, inverse: true, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...label, width: frame.clientWidth > 1300 ? type * 24 : wide ? type * 17 : type * 7, overflow: "truncate" }, splitLine: { show: true, lineStyle: { color: colour("--line") } } },
      { type: "category", data: totals, inverse: true, position: "right", axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...label, fontWeight: 600 } },
    ],
    visualMap: { show: false, min: 0, max: most, inRange: { color: [colour("--accent-soft"), colour("--accent-line")] } },
    series: [{ type: "heatmap", data: cells, label: { show: true, ...label, formatter: ({ value }) => value[2] }, itemStyle: { borderColor: colour("--paper"), borderWidth: 2, borderRadius: 4 }, emphasis: { itemStyle: { borderColor: colour("--accent"), borderWidth: 2 } } }],
  });
  chart.on("click", ({ data }) => data?.link && location.assign(data.link));
}

function show(drawn) {
  frame.hidden = !drawn;
  document.getElementById("chart-table").classList.toggle("shown", !drawn);
  swap.setAttribute("aria-pressed", String(!drawn));
  swap.textContent = drawn ? swap.dataset.table : swap.dataset.chart;
  if (drawn) draw();
}

if (window.echarts && cells.length) {
  show(true);
  swap.addEventListener("click", () => show(frame.hidden));
  let wait;
  addEventListener("resize", () => {
    clearTimeout(wait);
    wait = setTimeout(() => !frame.hidden && draw(), 150);
  });
} else {
  show(false);
  swap.hidden = true;
}
