// Small comforts. Every page works without them.

// Menus close when one looks elsewhere.
const menus = document.querySelectorAll('details.menu');

function closeMenus(except) {
  for (const menu of menus) if (menu !== except) menu.open = false;
}

document.addEventListener('click', (event) => closeMenus(event.target.closest('details.menu')));
document.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && document.querySelector('details.menu[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});

// Times that the server wrote in UTC are shown in the reader's own time zone.
const dayAndTime = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
for (const time of document.querySelectorAll('time[data-local]')) {
  time.title = time.textContent;
  time.textContent = dayAndTime.format(new Date(time.dateTime));
}

// Searches make short addresses: fields that are left empty stay out of them.
for (const form of document.querySelectorAll('form[data-tidy]')) {
  form.addEventListener('submit', () => {
    const empty = [...form.elements].filter((field) => field.name && field.value === '');
    for (const field of empty) field.disabled = true;
    setTimeout(() => empty.forEach((field) => (field.disabled = false)));
  });
}

// The names of a list's columns can stay in sight while it need not be scrolled sideways.
const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    target.classList.toggle('fits', target.firstElementChild.offsetWidth <= target.clientWidth);
  }
});
for (const list of document.querySelectorAll('.of-list')) fits.observe(list);

// What is to be corrected is read out first.
document.querySelector('[data-focus]')?.focus();

// What was typed in a form is not left by a slip.
let isChanged = document.querySelector('form[data-changed]') !== null;
document.addEventListener('input', (event) => {
  if (event.target.closest('form.fields')) isChanged = true;
});
window.addEventListener('beforeunload', (event) => {
  if (isChanged) event.preventDefault();
});

// A form is sent once, and a page that takes its time says that it comes.
const onItsWay = Object.assign(document.createElement('div'), { className: 'on-its-way', role: 'status' });
onItsWay.ariaLabel = document.body.dataset.loading;
let waiting;

function expectPage() {
  waiting ??= setTimeout(() => document.body.append(onItsWay), 300);
}

document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = '';
  // Or whoever stopped the page from loading could never send it again.
  setTimeout(() => delete event.target.dataset.sent, 10_000);
  isChanged = false;
  expectPage();
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented;
  if (!link || isElsewhere || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname + link.search !== location.pathname + location.search) expectPage();
});
// A page that Back brings from the browser's memory is as it was left.
window.addEventListener('pageshow', () => {
  clearTimeout(waiting);
  waiting = undefined;
  onItsWay.remove();
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
