import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/dist.*/',
      'node_modules/',
      'bench/.cache/',
      'coverage/',
      'data/',
      'packages/migrate/test/fixtures/',
    ],
  },
  js.configs.recommended,
  {
    // A spread literal is exempt from the excess-property check: `...{ creat: true }` would compile.
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SpreadElement > ObjectExpression',
          message: 'Write the properties out; a spread hides wrong names.',
        },
      ],
    },
  },
  {
    // Text from outside must cost no more than its length. Tests read what they wrote themselves.
    files: ['src/**/*.ts', 'packages/*/src/**/*.ts', 'public/**/*.js'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  {
    files: ['public/**/*.js', 'packages/*/public/**/*.js'],
    languageOptions: {
      globals: {
        ResizeObserver: 'readonly',
        clearTimeout: 'readonly',
        document: 'readonly',
        location: 'readonly',
        window: 'readonly',
        navigator: 'readonly',
        EventSource: 'readonly',
        setInterval: 'readonly',
      },
    },
  },
);
