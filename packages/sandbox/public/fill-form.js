// Fills the sign-in form with one of the sandbox's people.
for (const button of document.querySelectorAll('[data-fill]')) {
  button.addEventListener('click', () => {
    document.getElementById('username').value = button.dataset.fill;
    document.getElementById('password').value = button.dataset.fillPassword;
    document.querySelector('[data-testid="login-form"] button').focus();
  });
}
