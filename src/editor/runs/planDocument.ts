import { MarkdownPreview } from '../views/markdownPreview.ts';

/** Shows plans, one at a time: there is one launch at a time to decide on. */
export class PlanDocuments extends MarkdownPreview {
  constructor() {
    super('nextflow-secrets-plan', 'Run Plan');
  }
}
