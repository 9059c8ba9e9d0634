// Lets the bars of what runs out go on running. Without this they stand as the server drew them.
const frame = document.querySelector('[data-now]');
const aheadSeconds = Number(frame.dataset.now) - Date.now() / 1000;
const { leftWords, over } = frame.dataset;
const UNITS = [
  ['second', 1, 90],
  ['minute', 60, 5400],
  ['hour', 3600, 172_800],
  ['day', 86_400, Infinity],
];

function words(seconds) {
  if (seconds <= 0) return over;
  const [unit, size] = UNITS.find(([, , upTo]) => seconds < upTo);
  const length = new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' });
  return leftWords.replace('…', length.format(Math.ceil(seconds / size)));
}

function run() {
  for (const bar of frame.querySelectorAll('progress[data-ends]')) {
    const left = Math.max(0, Number(bar.dataset.ends) - (Date.now() / 1000 + aheadSeconds));
    bar.value = Math.min(bar.max, left);
    bar.parentElement.querySelector('[data-left]').textContent = words(Math.round(left));
  }
}

run();
setInterval(run, 1000);
