// Hands an authorization response to the application (OAuth 2.0 Form Post Response Mode).
document.querySelector('[data-submit-at-once]').submit();
