// Shows the copy buttons, which do nothing without script, and copies what belongs to them.
for (const button of navigator.clipboard ? document.querySelectorAll('[data-copy]') : []) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.parentElement.querySelector('[role="status"]').textContent = 'Copied';
  });
}
