import * as vscode from 'vscode';
import type { Plan } from '../../../core/runs/plan/plan.ts';
import { type PlanOutcome, planText } from '../../../core/runs/plan/planText.ts';
import { MarkdownPreview } from '../../ui/markdownPreview.ts';

/** Shows plans, one at a time: there is one launch at a time to decide on. */
export class PlanDocuments extends MarkdownPreview {
  constructor() {
    super('nextflow-secrets-plan', vscode.l10n.t('Run Plan'));
  }

  /** The document of one launch, which is shown when somebody asks for it. */
  ofLaunch(): PlanDocument {
    let shown = false;
    return {
      show: async plan => {
        shown = true;
        await this.show(planText(plan, { kind: 'open' }), { beside: true });
      },
      update: (plan, fate) => {
        if (shown) {
          this.update(planText(plan, fate));
        }
      },
    };
  }
}

/** What tells of one launch what is planned, and what came of it. */
export interface PlanDocument {
  /** Shows it and leaves the focus where it is. */
  show(plan: Plan): Promise<void>;
  /** Tells what the plan has become, where it is shown. */
  update(plan: Plan, fate: PlanOutcome): void;
}
