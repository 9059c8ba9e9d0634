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
const dayAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
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
