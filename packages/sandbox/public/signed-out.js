// Goes on to the application once the frames that sign the others out have loaded, or have had their time.
const link = document.querySelector('[data-go-on-after]');
let gone = false;
function goOn() {
  if (gone) return;
  gone = true;
  window.location.replace(link.href);
}
window.addEventListener('load', goOn);
setTimeout(goOn, Number(link.dataset.goOnAfter));
