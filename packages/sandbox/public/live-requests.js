// Puts new requests on top of the list as they come. Without this script the page shows them when it is loaded again.
const place = document.querySelector('[data-live]');
const list = document.querySelector('.requests');
const most = Number(place.dataset.shown);
const status = document.createElement('span');
const pause = document.createElement('button');
let waiting = [];
let paused = false;

status.setAttribute('role', 'status');
pause.type = 'button';
pause.className = 'small secondary';
place.append(status, ' ', pause);
document.querySelector('[data-reload]').hidden = true;

function say() {
  pause.textContent = paused ? 'Go on' : 'Pause';
  status.textContent = paused ? `Paused, ${waiting.length} waiting.` : 'Live: new requests appear on top.';
}

function put({ id, html }) {
  if (document.querySelector(`[data-request="${id}"]`)) return;
  list.insertAdjacentHTML('afterbegin', html);
  list.firstElementChild.classList.add('new');
  document.querySelector('[data-empty]').hidden = true;
  while (list.children.length > most) list.lastElementChild.remove();
}

pause.addEventListener('click', () => {
  paused = !paused;
  if (!paused) waiting.splice(0).forEach(put);
  say();
});

const source = new EventSource(place.dataset.live);
source.addEventListener('message', ({ data }) => {
  if (paused) waiting.push(JSON.parse(data));
  else put(JSON.parse(data));
  if (paused) say();
});
source.addEventListener('open', say);
source.addEventListener('error', () => {
  status.textContent = 'The connection to the sandbox is gone; trying again.';
});
pause.textContent = 'Pause';
status.textContent = 'Connecting to the sandbox.';
