import type { Rule } from '../rule.ts';

/** Code that a tool made from the description of VNI's API; told of once for each tree. */
export const generatedClient: Rule = {
  id: 'generated-client',
  title: 'Generated client of the old API',
  step: 'api-calls',
  guide: 'Not in the guide',
  severity: 'error',
  certainty: 'likely',
  words: /(?!)/,
  patterns: {},
  isOfProject: true,
  why: 'A tool made this code from the description of the old API. Nobody changes such code by hand: the next run would undo it.',
  replacement:
    'Generate it anew from the description at https://api.finance.visma.net/API-index/index.html, and sales orders from that of https://salesorder.visma.net/swagger. Then look into the code that calls it: paging, filters, sign-in.',
  examples: {
    curl: 'openapi-generator-cli generate -g bash -i https://api.finance.visma.net/API-index/api/vismanet.erp.service.api-apim',
    csharp:
      '// nswag openapi2csclient /input:https://api.finance.visma.net/API-index/api/vismanet.erp.service.api-apim',
    javascript:
      '// openapi-typescript https://api.finance.visma.net/API-index/api/vismanet.erp.service.api-apim -o erp.d.ts',
    python:
      '# openapi-generator-cli generate -g python -i https://api.finance.visma.net/API-index/api/vismanet.erp.service.api-apim',
    php: '// openapi-generator-cli generate -g php -i https://api.finance.visma.net/API-index/api/vismanet.erp.service.api-apim',
    java: '// openapi-generator-cli generate -g java -i https://api.finance.visma.net/API-index/api/vismanet.erp.service.api-apim',
  },
};
